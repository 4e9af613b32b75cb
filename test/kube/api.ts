/** A fake API server with a client for it, for tests of what is built on the client. */
import { Client } from "../../src/kube/client.ts";
import type { Connection } from "../../src/kube/connection.ts";
import { FakeApiServer } from "../fakes/fake-api-server.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

export const never = new AbortController().signal;

/** What another client may have of its own. */
interface Another {
  readonly timeoutMs?: number;
  readonly token?: Connection["token"];
  readonly heard?: (date: string | undefined) => void;
}

/** Gone with its server when it is disposed of. */
export class Api implements AsyncDisposable {
  readonly server: FakeApiServer;
  readonly clock: FakeClock;
  readonly client: Client;
  readonly #clients: Client[] = [];

  private constructor(server: FakeApiServer, clock: FakeClock) {
    this.server = server;
    this.clock = clock;
    this.client = this.another();
  }

  static async start(): Promise<Api> {
    const clock = new FakeClock();
    return new Api(await FakeApiServer.start(() => clock.now()), clock);
  }

  /** A client of its own connections. */
  another(options: Another = {}): Client {
    const { token = () => Promise.resolve(undefined), ...rest } = options;
    const connection = { server: this.server.url, tls: {}, token };
    const client = new Client({ connection, clock: this.clock, userAgent: "test", random: () => 0.5, ...rest });
    this.#clients.push(client);
    return client;
  }

  /** Turns the clock each time that somebody sleeps, until the work is done. */
  async patiently<Result>(work: Promise<Result>): Promise<Result> {
    let done = false;
    const ended = work.finally(() => {
      done = true;
    });
    ended.catch(() => {});
    for (;;) {
      await Promise.race([ended.catch(() => {}), this.clock.slept()]);
      if (done) return ended;
      await this.clock.advance(1000);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client[Symbol.dispose]();
    await this.server[Symbol.asyncDispose]();
  }
}
