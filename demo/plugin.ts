/** The real plugin, run as a child process. */

import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { credentials } from "@grpc/grpc-js";
import type { csi as message } from "../csi-proto/generated/csi.js";
import proto from "../csi-proto/generated/csi.js";
import { call } from "./grpc.ts";
import { broken } from "./stop.ts";

const { v1 } = proto.csi;
const main = join(import.meta.dirname, "../src/main.ts");
const readyWithin = 20_000;
const stopWithin = 15_000;

/** The checkout's environment without what would configure the plugin from outside. */
export function pluginEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !name.startsWith("CACHEFORK_")) kept[name] = value;
  }
  return kept;
}

/** A plugin that is running; disposing it asks it to stop and waits for it. */
export class Plugin implements AsyncDisposable {
  readonly state: string;
  readonly socket: string;
  /** Name and version, as the plugin says. */
  #identity = "";
  readonly #child: ChildProcess;
  readonly #log: string;

  private constructor(place: { readonly root: string; readonly inMemory: boolean }) {
    this.state = join(place.root, "state");
    this.socket = join(place.root, "csi.sock");
    this.#log = join(place.root, "plugin.log");
    const log = openSync(this.#log, "a");
    const flags = ["--endpoint", `unix://${this.socket}`, "--state", this.state, "--node-id", "demo"];
    // Its own process group: Ctrl-C is for the demo, which still needs the plugin to clean up.
    this.#child = spawn(
      globalThis.process.execPath,
      [main, "standalone", ...flags, ...(place.inMemory ? ["--allow-tmpfs"] : [])],
      { detached: true, stdio: ["ignore", log, log], env: pluginEnvironment(globalThis.process.env) },
    );
    closeSync(log);
  }

  /** Starts it and waits until Probe says that it is ready. */
  static async start(
    place: { readonly root: string; readonly inMemory: boolean },
    signal: AbortSignal,
  ): Promise<Plugin> {
    const plugin = new Plugin(place);
    try {
      await plugin.#ready(signal);
      return plugin;
    } catch (error) {
      await plugin[Symbol.asyncDispose]();
      throw error;
    }
  }

  get identity(): string {
    return this.#identity;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The end of its log. */
  async lastWords(): Promise<string> {
    const text = await readFile(this.#log, "utf8").catch(() => "");
    const lines = text.trimEnd().split("\n").slice(-8);
    return lines.map((line) => `  ${line}`).join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.running) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const late = setTimeout(() => this.#child.kill("SIGKILL"), stopWithin);
    await gone;
    clearTimeout(late);
  }

  async #ready(signal: AbortSignal): Promise<void> {
    const until = performance.now() + readyWithin;
    while (!(await this.#answers())) {
      if (!this.running) throw broken(`The plugin ended before it was ready. Its log:\n${await this.lastWords()}`);
      if (performance.now() > until) throw broken(`The plugin is not ready yet. Its log:\n${await this.lastWords()}`);
      await sleep(20, undefined, { signal });
    }
  }

  async #answers(): Promise<boolean> {
    const there = await access(this.socket).then(
      () => true,
      () => false,
    );
    if (!there) return false;
    const client = new v1.IdentityClient(`unix://${this.socket}`, credentials.createInsecure());
    try {
      const probe = await call<message.v1.ProbeResponse>(
        (...rest) => client.Probe(new v1.ProbeRequest(), ...rest),
        1000,
      );
      if (!probe.ready.value) return false;
      const told = await call<message.v1.GetPluginInfoResponse>(
        (...rest) => client.GetPluginInfo(new v1.GetPluginInfoRequest(), ...rest),
        1000,
      );
      this.#identity = `${told.name} ${told.vendor_version}`;
      return true;
    } catch {
      return false;
    } finally {
      client.close();
    }
  }
}
