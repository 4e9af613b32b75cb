/** Controllers for tests, as main.ts starts them, at a fake API server. */

import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startPlugin } from "../../src/compose.ts";
import { readConfig } from "../../src/config.ts";
import type { Stored } from "../fakes/api-objects.ts";
import { FakeApiServer } from "../fakes/fake-api-server.ts";

/** One controller. */
export interface Replica extends AsyncDisposable {
  readonly socket: string;
  /** Lines of its log. */
  readonly log: readonly { readonly msg: string; readonly [field: string]: unknown }[];
  /** Resolves when it has logged this. */
  until(msg: string): Promise<void>;
  /** A page of its HTTP server. */
  page(path: string): Promise<string>;
}

/** A fake API server, and controllers of it. */
export class Replicas implements AsyncDisposable {
  readonly api: FakeApiServer;
  readonly #folder: string;
  #started = 0;

  private constructor(api: FakeApiServer, folder: string) {
    this.api = api;
    this.#folder = folder;
  }

  static async make(): Promise<Replicas> {
    const folder = await mkdtemp(join(tmpdir(), "cachefork-"));
    const api = await FakeApiServer.start();
    api.token = "secret";
    const kubeconfig = {
      "current-context": "one",
      contexts: [{ name: "one", context: { cluster: "one", user: "one" } }],
      clusters: [{ name: "one", cluster: { server: api.url.href } }],
      users: [{ name: "one", user: { token: "secret" } }],
    };
    await writeFile(join(folder, "kubeconfig"), JSON.stringify(kubeconfig));
    return new Replicas(api, folder);
  }

  async start(): Promise<Replica> {
    this.#started += 1;
    const socket = join(this.#folder, `${this.#started}.sock`);
    const port = await freePort();
    const argv = ["controller", `--endpoint=unix://${socket}`, "--lease=cachefork/controller"].concat(
      `--identity=pod-${this.#started}`,
      `--metrics=127.0.0.1:${port}`,
      `--kubeconfig=${join(this.#folder, "kubeconfig")}`,
    );
    const log: Replica["log"][number][] = [];
    const waits: { readonly msg: string; readonly resolve: () => void }[] = [];
    const write = (line: string): void => {
      const told = JSON.parse(line) as Replica["log"][number];
      log.push(told);
      for (const { msg, resolve } of waits) if (told.msg === msg) resolve();
    };
    const plugin = await startPlugin(readConfig(argv, {}), {
      log: pino({ level: "debug" }, { write }),
      version: "1.2.3",
      worker: new URL("file:///none"),
    });
    return {
      socket,
      log,
      until: (msg) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        if (log.some((told) => told.msg === msg)) resolve();
        waits.push({ msg, resolve });
        return promise;
      },
      page: async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text(),
      [Symbol.asyncDispose]: () => plugin[Symbol.asyncDispose](),
    };
  }

  /** Resolves when an object is as it should be: at once if it is. */
  async until(kind: string, name: string, holds: (object: Stored) => boolean): Promise<Stored> {
    const { promise, resolve } = Promise.withResolvers<Stored>();
    const look = (): void => {
      const object = this.api.objects.find(kind, name);
      if (object && holds(object)) resolve(object);
    };
    const stop = this.api.objects.listen(look);
    look();
    const found = await promise;
    stop();
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
