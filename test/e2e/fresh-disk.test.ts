/** A node whose disk was made anew: it is another place, and says so. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { allReady } from "./own-pods.ts";
import { cluster, Stage } from "./stage.ts";

interface HoldingObject {
  readonly spec: { readonly domain: string };
}

interface GenerationList {
  readonly items: readonly { readonly spec: { readonly domain: string; readonly by: { readonly pod: string } } }[];
}

describe("A node whose disk was made anew", function () {
  this.timeout(300_000);
  const number = 2;
  const node = "node-2";
  const attributes = { cache: "renewed" };
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  async function domain(): Promise<string | undefined> {
    const { code, stdout } = await cluster.kubectl("get", "holding", node, "--output=json");
    return code === 0 ? (JSON.parse(stdout) as HoldingObject).spec.domain : undefined;
  }

  it("has a Holding of another domain, and builds start empty there and commit", async () => {
    expect(await stage.pod({ name: "before", node, attributes, script: "echo 1 >/cache/a" })).to.equal("");
    const old = await domain();
    expect(old).to.be.a("string");
    const { machine } = cluster.node(number);
    await machine.crash();
    rmSync(join(machine.disk, "lib", "cachefork"), { recursive: true });
    await cluster.boot(number, "new");
    const renewed = async (): Promise<true | undefined> => {
      const now = await domain();
      return (now !== undefined && now !== old) || undefined;
    };
    await until(renewed, { what: "Holding of the new state", seconds: 180, every: 500 });
    await allReady("node");
    expect(await stage.pod({ name: "after", node, attributes, script: "ls -1 /cache; echo 2 >/cache/b" })).to.equal("");
    const now = await domain();
    const committed = async (): Promise<true | undefined> => {
      const { items } = await stage.get<GenerationList>("generations");
      return items.some(({ spec }) => spec.by.pod === "after" && spec.domain === now) || undefined;
    };
    await until(committed, { what: "commit in the new domain", seconds: 60, every: 500 });
  });
});
