/** A cache that takes only what pods write that succeed. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { cluster, Stage } from "./stage.ts";

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

interface Event {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly name: string };
}

const list = "ls -1 /cache | sort";
const node = "node-1";
const attributes = { cache: "strict" };

describe("A cache with commit.when: onSuccess", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    const metadata = { name: "strict", namespace: stage.namespace };
    await cluster.apply({
      apiVersion: "cachefork.dev/v1alpha1",
      kind: "Cache",
      metadata,
      spec: { commit: { when: "onSuccess" } },
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  /** Runs a pod until it has failed. */
  async function fails(name: string, script: string): Promise<void> {
    await stage.start({ name, node, attributes, script });
    const phase = async (): Promise<true | undefined> =>
      (await stage.mustKubectl("get", "pod", name, "--output=jsonpath={.status.phase}")) === "Failed" || undefined;
    await until(phase, { what: `failure of ${name}`, seconds: 120, every: 500 });
  }

  it("has what a pod wrote that succeeded, at once for the next one", async () => {
    expect(await stage.pod({ name: "good", node, attributes, script: `${list}; echo warm >/cache/a` })).to.equal("");
    expect(await stage.pod({ name: "next", node, attributes, script: list })).to.equal("a\n");
  });

  it("has nothing of what a pod wrote that failed, and says so on the pod and on itself", async () => {
    await fails("bad", "echo broken >/cache/b; exit 1");
    expect(await stage.pod({ name: "after", node, attributes, script: list })).to.equal("a\n");
    const told = async (): Promise<Event | undefined> => {
      const { items } = await stage.get<{ readonly items: readonly Event[] }>("events");
      return items.find(({ reason, involvedObject }) => reason === "NotCommitted" && involvedObject.name === "bad");
    };
    const { message } = await until(told, { what: "event on the pod", seconds: 60, every: 500 });
    expect(message).to.contain("not-succeeded").and.to.contain("its pod failed");
    const refused = async (): Promise<Condition | undefined> => {
      const { status } = await stage.get<{ readonly status?: { readonly conditions?: readonly Condition[] } }>(
        "cache",
        "strict",
      );
      return status?.conditions?.find(({ type, reason }) => type === "CommitsAccepted" && reason === "NotSucceeded");
    };
    const condition = await until(refused, { what: "condition of the cache", seconds: 90, every: 500 });
    expect(condition.status).to.equal("False");
    expect(condition.message).to.contain(`${stage.namespace}/bad`);
  });
});
