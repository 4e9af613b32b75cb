/** Tests what the client does when the API server fails. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Client } from "../../src/kube/client.ts";
import { type Cache, caches } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { failure } from "../contracts/mounter.ts";
import { Api, never } from "./api.ts";

const npm = { namespace: "builds", name: "npm" };

describe("The client", () => {
  let api: Api;
  let client: Client;

  beforeEach(async () => {
    api = await Api.start();
    client = api.client;
    await client.create(caches, newCache("builds", "npm"), never);
    api.server.requests.length = 0;
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
  });

  const tries = (): number => api.server.requests.length;

  it("comes back after as long as it is asked to wait, also with a write", async () => {
    api.server.failNext({ code: 429, retryAfter: 7 });
    const creating = client.create(caches, newCache("builds", "go"), never);
    await api.clock.slept();
    await api.clock.advance(6_900);
    expect(tries()).to.equal(1);
    await api.clock.advance(100);
    await creating;
    expect(tries()).to.equal(2);
  });

  it("reads again after a failure that may pass, longer from time to time, and gives up in the end", async () => {
    api.server.failNext({ code: 500 }, () => true, 3);
    expect((await api.patiently(client.get(caches, npm, never))).metadata.name).to.equal("npm");
    expect(tries()).to.equal(4);
    api.server.failNext({ code: 503 }, () => true, 4);
    const error = await failure(api.patiently(client.get(caches, npm, never)), "unavailable");
    expect(error.message).to.contain("Cannot get caches.cachefork.dev builds/npm: the API server answers 503");
    expect(tries()).to.equal(8);
  });

  it("does not write again what may have been written", async () => {
    api.server.failNext({ code: 500 });
    await failure(client.create(caches, newCache("builds", "go"), never), "unavailable");
    api.server.failNext("lost after the work");
    await failure(client.create(caches, newCache("builds", "go"), never), "unavailable");
    expect(tries()).to.equal(2);
    await failure(client.create(caches, newCache("builds", "go"), never), "exists");
  });

  it("tells the date of every answer, also of a refusal", async () => {
    const dates: (string | undefined)[] = [];
    const listening = api.another({ heard: (date) => dates.push(date) });
    await listening.get(caches, npm, never);
    await failure(listening.get(caches, { ...npm, name: "none" }, never), "not-found");
    expect(dates.map((date) => Number.isNaN(Date.parse(date ?? "")))).to.deep.equal([false, false]);
  });

  it("reads again where the connection broke", async () => {
    api.server.failNext("broken");
    expect((await api.patiently(client.get(caches, npm, never))).metadata.name).to.equal("npm");
  });

  it("says where nobody answers, and finds the server again when it is back", async () => {
    await api.server.refuse();
    const error = await failure(api.patiently(client.create(caches, newCache("builds", "go"), never)), "unavailable");
    expect(error.message).to.contain(`the API server at ${api.server.url.origin} does not answer`);
    const creating = client.create(caches, newCache("builds", "go"), never);
    await api.clock.slept();
    await api.server.serve();
    await api.patiently(creating);
  });

  it("waits for an answer no longer than the timeout", async () => {
    api.server.failNext("never answered");
    const hasty = api.another({ timeoutMs: 20 });
    const error = await failure(hasty.get(caches, npm, never), "unavailable");
    expect(error.message).to.contain("does not answer");
    api.server.failNext({ code: 429, retryAfter: 3600 });
    await failure(hasty.get(caches, npm, never), "unavailable");
  });

  it("ends with what the signal carries, waiting for an answer or for its next try", async () => {
    const late = new CacheError("deadline", "out of time");
    for (const plan of ["never answered", { code: 429, retryAfter: 3600 }] as const) {
      const stop = new AbortController();
      api.server.failNext(plan);
      const arrived = api.server.arrival();
      const getting = client.get(caches, npm, stop.signal).catch((error: unknown) => error);
      await arrived;
      if (plan !== "never answered") await api.clock.slept();
      stop.abort(late);
      expect(await getting).to.equal(late);
    }
    expect(await client.get(caches, npm, AbortSignal.abort(late)).catch((error: unknown) => error)).to.equal(late);
  });

  it("asks for a fresh token when one is refused, and says so when that one is, too", async () => {
    api.server.token = "new";
    const stale = api.another({ token: (which) => Promise.resolve(which === "known" ? "old" : "new") });
    expect((await api.patiently(stale.get(caches, npm, never))).metadata.name).to.equal("npm");
    expect(api.server.requests.map(({ token }) => token)).to.deep.equal(["old", "new"]);
    const wrong = api.another({ token: () => Promise.resolve("wrong") });
    const error = await failure(api.patiently(wrong.get(caches, npm, never)), "precondition");
    expect(error.message).to.contain("check the token");
  });

  it("names the right that is missing", async () => {
    api.server.forbid("create caches");
    const error = await failure(client.create(caches, newCache("builds", "go"), never), "precondition");
    expect(error.message).to.match(/^Cannot create caches\.cachefork\.dev builds\/go: forbidden: /);
    expect(error.message).to.contain('grant "create" on "caches.cachefork.dev"');
  });

  it("lists in pages, and from the start when the rest is gone", async () => {
    for (let number = 1; number <= 1100; number += 1)
      api.server.objects.create("cachefork.dev/caches", newCache("builds", `c${number}`), new Date());
    const { items } = await client.list(caches, { namespace: "builds" }, never);
    expect([items.length, tries()]).to.deep.equal([1101, 3]);
    expect(new Set(items.map(({ metadata }) => metadata.name)).size).to.equal(1101);
    api.server.failNext({ code: 410 }, () => tries() === 5);
    expect((await client.list(caches, { namespace: "builds" }, never)).items).to.have.lengthOf(1101);
    expect(tries()).to.equal(3 + 2 + 3);
  });

  it("picks from a page before it asks for the next one", async () => {
    for (let number = 1; number <= 600; number += 1)
      api.server.objects.create("cachefork.dev/caches", newCache("builds", `c${number}`), new Date());
    const asked: number[] = [];
    const pick = ({ metadata: { name } }: Cache): readonly string[] => {
      asked.push(tries());
      return /^c59\d$/.test(name) ? [name] : [];
    };
    expect((await client.pick(caches, {}, pick, never)).items).to.have.lengthOf(10);
    expect([asked.length, asked.indexOf(2)]).to.deep.equal([601, 500]);
  });
});
