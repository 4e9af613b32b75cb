/** Tests that a list stays up to date, whatever happens to its watch. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { ListWatch } from "../../src/kube/list-watch.ts";
import { type Cache, caches } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { Api, never } from "./api.ts";

/** Keeps a copy by name, and what it was told. */
class Copy {
  readonly names = new Set<string>();
  readonly told: string[] = [];
  #waiting: (() => void)[] = [];
  #failure: Error | undefined;

  failNext(error: Error): void {
    this.#failure = error;
  }

  async listed(items: readonly Cache[]): Promise<void> {
    this.names.clear();
    for (const { metadata } of items) this.names.add(metadata.name);
    this.#note(`listed ${items.map(({ metadata }) => metadata.name).join(" ")}`.trim());
  }

  async changed({ metadata }: Cache): Promise<void> {
    this.#throwFailure();
    this.names.add(metadata.name);
    this.#note(`changed ${metadata.name}`);
  }

  async deleted({ metadata }: Cache): Promise<void> {
    this.names.delete(metadata.name);
    this.#note(`deleted ${metadata.name}`);
  }

  /** Resolves when so much was told. */
  async hears(count: number): Promise<void> {
    while (this.told.length < count) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  #throwFailure(): void {
    const error = this.#failure;
    this.#failure = undefined;
    if (error !== undefined) throw error;
  }

  #note(what: string): void {
    this.told.push(what);
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

describe("A ListWatch", () => {
  let api: Api;
  let copy: Copy;
  let watch: ListWatch<Cache>;
  let failures: unknown[];

  beforeEach(async () => {
    api = await Api.start();
    copy = new Copy();
    failures = [];
    watch = new ListWatch({
      client: api.client,
      kind: caches,
      selection: {},
      observer: copy,
      clock: api.clock,
      failed: (error) => failures.push(error),
      random: () => 0.5,
    });
  });

  afterEach(async () => {
    await watch[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const make = (name: string): Promise<Cache> => api.client.create(caches, newCache("builds", name), never);
  const lists = (): number => api.server.requests.filter((one) => one.method === "GET" && !one.watch).length;

  it("tells of all that there is, then of what happens", async () => {
    const npm = await make("npm");
    watch.start();
    await watch.synced;
    await make("go");
    await api.client.delete(caches, npm.metadata, {}, never);
    await copy.hears(3);
    expect(copy.told).to.deep.equal(["listed npm", "changed go", "deleted npm"]);
    expect(failures).to.deep.equal([]);
  });

  it("goes on where it was when the connection breaks, and lists nothing again", async () => {
    watch.start();
    await watch.synced;
    await make("npm");
    await copy.hears(2);
    api.server.dropWatches();
    await make("go");
    await api.patiently(copy.hears(3));
    expect(copy.told).to.deep.equal(["listed", "changed npm", "changed go"]);
    expect(lists()).to.equal(1);
  });

  it("goes on from the last bookmark, where what was before is forgotten", async () => {
    watch.start();
    await watch.synced;
    await api.server.arrivedWatch();
    api.server.objects.create(
      "/pods",
      { apiVersion: "v1", kind: "Pod", metadata: { namespace: "x", name: "y" } },
      new Date(),
    );
    api.server.bookmark();
    await make("npm");
    await copy.hears(2);
    api.server.objects.forget();
    api.server.dropWatches();
    await make("go");
    await api.patiently(copy.hears(3));
    expect(lists()).to.equal(1);
  });

  it("lists again when the server does not know so far back", async () => {
    watch.start();
    await watch.synced;
    await api.server.refuse();
    for (const name of ["npm", "go"])
      api.server.objects.create("cachefork.dev/caches", newCache("builds", name), new Date());
    api.server.objects.forget();
    await api.server.serve();
    await api.patiently(copy.hears(2));
    expect(copy.told).to.deep.equal(["listed", "listed go npm"]);
  });

  it("lists again when the server says so in the middle of a watch", async () => {
    watch.start();
    await watch.synced;
    await api.server.arrivedWatch();
    await make("npm");
    await copy.hears(2);
    api.server.expire();
    await api.patiently(copy.hears(3));
    expect(copy.told).to.deep.equal(["listed", "changed npm", "listed npm"]);
  });

  it("tells everything again when its observer failed", async () => {
    watch.start();
    await watch.synced;
    copy.failNext(new CacheError("exhausted", "no room"));
    await make("npm");
    await api.patiently(copy.hears(2));
    expect(copy.told).to.deep.equal(["listed", "listed npm"]);
    expect(failures.map(String)).to.deep.equal(["CacheError: no room"]);
  });

  it("tries ever more seldom while nobody answers, and says each time that it failed", async () => {
    await api.server.refuse();
    watch.start();
    while (failures.length < 5) {
      await api.clock.slept();
      await api.clock.advance(100);
    }
    const before = failures.length;
    await api.server.serve();
    await api.patiently(watch.synced);
    expect(before).to.be.at.least(5);
    expect(copy.told).to.deep.equal(["listed"]);
  });

  it("is silent once it is stopped, and tells those who wait for it", async () => {
    await api.server.refuse();
    watch.start();
    const waiting = watch.synced.catch((error: unknown) => error);
    await watch[Symbol.asyncDispose]();
    expect(await waiting).to.include({ kind: "cancelled" });
    await api.server.serve();
    await api.patiently(make("npm"));
    expect(copy.told).to.deep.equal([]);
  });
});
