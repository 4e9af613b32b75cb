/** Tests what a pod is told of its volume, and that nothing waits for it. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { unknownEpoch } from "../../src/cache/volume.ts";
import { PodEvents } from "../../src/kube/pod-events.ts";
import { type PodEvent, podEvents } from "../../src/kube/resources.ts";
import { volume } from "../cache/made.ts";
import { Api, never } from "./api.ts";

describe("The Events of a pod", () => {
  let api: Api;
  let events: PodEvents;

  beforeEach(async () => {
    api = await Api.start();
    events = new PodEvents(api.client, api.clock);
  });

  afterEach(async () => {
    await events[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const stored = async (): Promise<readonly PodEvent[]> => (await api.client.list(podEvents, {}, never)).items;

  /** Those that there are when so many have come. */
  async function told(count: number): Promise<string[]> {
    let found = await stored();
    while (found.length < count) {
      await api.clock.slept();
      await api.clock.advance(200);
      found = await stored();
    }
    return found.map(({ type, reason, message }) => `${type} ${reason} ${message}`).toSorted();
  }

  it("say what its volume started from", async () => {
    events.opened(volume("a", { base: { generation: 5, pending: ["x", "y"] } }), { start: "warm" });
    events.opened(volume("b"), { start: "cold" });
    events.opened(volume("c", { base: { epoch: unknownEpoch } }), { start: "cold" });
    events.opened(volume("d", { base: { generation: 3 } }), { start: "older" });
    events.opened(volume("e", { base: { generation: 3, pending: ["x", "y"] } }), { start: "older", leftOut: 12 });
    expect(await told(5)).to.deep.equal([
      "Normal CacheMounted Cache npm: started from generation 5 and 2 of this node's deltas that are not committed yet",
      "Normal CacheMountedCold Cache npm: started empty, because nothing was committed on this node yet",
      "Warning CacheMountedCold Cache npm: started empty, because it cannot be read now",
      "Warning CacheMountedOlder Cache npm: started from generation 3 and 2 of this node's deltas that are not committed yet, without the newest 12, because too many wait for their commit",
      "Warning CacheMountedOlder Cache npm: started from generation 3, because the newest one is not whole on this node",
    ]);
    const [one] = await stored();
    expect(one?.involvedObject).to.deep.equal({
      apiVersion: "v1",
      kind: "Pod",
      namespace: "builds",
      name: "pod",
      uid: "uid",
    });
    expect(one?.source).to.deep.equal({ component: "cachefork", host: "node-1" });
  });

  it("say why what it changed is not committed, or not yet, and that once", async () => {
    const error = new CacheError("unavailable", "the API server does not answer");
    events.delayed(volume("a"), error);
    events.delayed(volume("a"), error);
    events.discarded(volume("a"), "size-limit", "it has 2 GiB");
    events.discarded(volume("b"), "first-writer", "another build was first");
    expect(await told(3)).to.deep.equal([
      "Normal NotCommitted Cache npm: what this pod changed is not committed (first-writer): another build was first",
      "Warning CommitDelayed Cache npm: what this pod changed is committed later: the API server does not answer",
      "Warning NotCommitted Cache npm: what this pod changed is not committed (size-limit): it has 2 GiB",
    ]);
  });

  it("are dropped when too many wait, and when nobody takes them", async () => {
    api.server.forbid("create events");
    for (let count = 0; count < 500; count += 1) events.opened(volume("a"), { start: "cold" });
    let tries = 0;
    while (tries < 51) {
      await api.clock.slept();
      await api.clock.advance(200);
      tries = api.server.requests.filter(({ method }) => method === "POST").length;
    }
    api.server.allow("create events");
    events.opened(volume("b"), { start: "cold" });
    expect(await told(1)).to.have.lengthOf(1);
  });

  it("are about pods only", async () => {
    const nobody = { namespace: "", pod: "", uid: "", serviceAccount: "", node: "n1" };
    const made = volume("a");
    events.opened({ ...made, request: { ...made.request, pod: nobody } }, { start: "cold" });
    events.opened(volume("b"), { start: "cold" });
    expect(await told(1)).to.have.lengthOf(1);
  });

  it("wait for nobody when the plugin stops", async () => {
    api.server.failNext("never answered");
    events.opened(volume("a"), { start: "cold" });
    await api.server.arrival();
    await events[Symbol.asyncDispose]();
    events.opened(volume("a"), { start: "cold" });
    expect(await stored()).to.deep.equal([]);
  });
});
