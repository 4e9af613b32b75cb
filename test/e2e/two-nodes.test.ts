/** What builds on two nodes share of a cache today: its name and its history, not its layers. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { Stage } from "./stage.ts";

interface CacheObject {
  readonly status?: { readonly heads?: readonly { readonly node?: string; readonly generation: number }[] };
}

describe("A cache that two nodes use", () => {
  const nodes = ["node-1", "node-2"];
  const attributes = { cache: "go" };
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  it("is one Cache with a head for each node, and a build starts from that of its own", async () => {
    for (const node of nodes)
      await stage.job({ name: `on-${node}`, node, attributes, script: `ls -1 /cache; echo x >/cache/${node}` });
    for (const node of nodes) {
      const build = { name: `again-${node}`, node, attributes, script: "ls -1 /cache" };
      expect(await stage.pod(build)).to.equal(`${node}\n`);
    }
    const both = async (): Promise<(string | undefined)[] | undefined> => {
      const { status } = await stage.get<CacheObject>("cache", "go");
      const known = status?.heads?.map(({ node, generation }) => `${node}:${generation}`);
      return known?.length === nodes.length ? known.toSorted() : undefined;
    };
    const heads = await until(both, { what: "heads of both nodes", seconds: 60, every: 500 });
    expect(heads).to.deep.equal(["node-1:1", "node-2:1"]);
  });
});
