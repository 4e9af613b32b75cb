/** Makes the plugin known to kubelet, which finds it by a socket of its own in the directory that kubelet watches. */
import { messageOf } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import { type CallReports, type Rpc, rpc } from "./call.ts";
import { getInfo, type Introduction, notifyRegistrationStatus } from "./registration-messages.ts";
import { type Endpoint, Server } from "./server.ts";

/** Where registrations are reported. */
export interface RegistrationEvents {
  /** Kubelet uses the plugin now; told again after each restart of kubelet. */
  registered(): void;
  /** Kubelet does not, or the socket cannot be made; both are tried again. */
  refused(why: string): void;
}

export interface RegistrationOptions extends Introduction {
  readonly socket: Endpoint;
  readonly reports: CallReports;
  readonly events: RegistrationEvents;
  readonly clock: Pick<Clock, "sleep">;
}

/** Milliseconds between a refusal and the next try: doubled up to the longest. */
const firstPause = 1_000;
const longestPause = 30_000;

/** A call of kubelet's here is answered from memory. */
const drainMs = 1_000;

/** Registered from `open` until it is disposed of; kubelet forgets the plugin when the socket is gone. */
export class Registration implements AsyncDisposable {
  readonly #options: RegistrationOptions;
  readonly #stopped = new AbortController();
  #server: Server | undefined;
  #again: Promise<void> | undefined;
  #refusals = 0;
  /** Whether the socket is to be made anew: kubelet does not come back by itself, but asks every socket that is new. */
  #stale = false;
  /** Undefined when kubelet uses the plugin. */
  #why: string | undefined = "kubelet has not registered the plugin yet";

  private constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Lets kubelet find the plugin, which must be able to serve. Throws `busy` when another plugin has the same name here. */
  static async open(options: RegistrationOptions): Promise<Registration> {
    const registration = new Registration(options);
    await registration.#listen();
    return registration;
  }

  /** Why kubelet does not use the plugin; undefined when it does. */
  get notReady(): string | undefined {
    if (this.#why !== undefined) return this.#why;
    const { socket } = this.#options;
    // Kubelet forgets a plugin whose socket somebody removed, and says nothing.
    return socket.present() ? undefined : `${socket.path} is gone, so kubelet does not know the plugin; restart it`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#again;
    await this.#server?.drain();
  }

  async #listen(): Promise<void> {
    const { socket, reports } = this.#options;
    this.#server = await Server.listen({ endpoint: socket, rpcs: this.#rpcs(), reports, drainMs });
  }

  #rpcs(): readonly Rpc[] {
    return [
      rpc(getInfo, { routine: true, answer: () => this.#options }),
      rpc(notifyRegistrationStatus, { routine: true, answer: (why) => this.#told(why) }),
    ];
  }

  #told(why: string | undefined): void {
    if (why === undefined) {
      this.#why = undefined;
      this.#refusals = 0;
      this.#options.events.registered();
      return;
    }
    this.#refused(`kubelet refused to register the plugin: ${why}`);
    this.#again ??= this.#listenAnew().finally(() => {
      this.#again = undefined;
    });
  }

  #refused(why: string): void {
    this.#why = why;
    this.#stale = true;
    this.#options.events.refused(why);
  }

  async #listenAnew(): Promise<void> {
    const { signal } = this.#stopped;
    // Kubelet may refuse the new socket before it is done here.
    while (this.#stale) {
      const pause = Math.min(firstPause * 2 ** this.#refusals, longestPause);
      this.#refusals += 1;
      await this.#options.clock.sleep(pause, signal).catch(() => {});
      if (signal.aborted) return;
      this.#stale = false;
      try {
        await this.#server?.drain();
        await this.#listen();
      } catch (error) {
        this.#refused(messageOf(error));
      }
    }
  }
}
