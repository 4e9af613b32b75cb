/** A cache whose generations may only be so old. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { cluster, Stage } from "./stage.ts";

interface CacheObject {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
  };
}

describe("A cache with retention.maxAge", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    const metadata = { name: "fresh", namespace: stage.namespace };
    const spec = { retention: { maxAge: "1m" } };
    await cluster.apply({ apiVersion: "cachefork.dev/v1alpha1", kind: "Cache", metadata, spec });
  });
  after(() => stage[Symbol.asyncDispose]());

  const run = (name: string, script: string): Promise<string> =>
    stage.pod({ name, node: "node-1", attributes: { cache: "fresh" }, script });

  it("is warm for as long, then empty, and says so", async () => {
    const list = "ls -1 /cache";
    expect(await run("first", `${list}; echo 1 >/cache/a`)).to.equal("");
    expect(await run("soon", list)).to.equal("a\n");
    const retired = async (): Promise<true | undefined> => {
      const { status } = await stage.get<CacheObject>("cache", "fresh");
      const ready = status?.conditions?.find(({ type }) => type === "Ready");
      return (ready?.status === "False" && ready.reason === "Retired") || undefined;
    };
    // Less than the five minutes after which the controller looks at everything again.
    await until(retired, { what: "cache that is empty again", seconds: 150, every: 500 });
    expect(await run("late", list)).to.equal("");
    const { items } = await stage.get<{ readonly items: readonly object[] }>("generations");
    expect(items).to.deep.equal([]);
  });
});
