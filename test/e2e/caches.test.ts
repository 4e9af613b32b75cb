/** What kubectl tells about caches that builds made. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { Stage } from "./stage.ts";

interface CacheObject {
  readonly status?: { readonly generations?: number; readonly heads?: readonly { readonly generation: number }[] };
}

describe("kubectl get caches", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  it("shows the cache that a build made, with its generations", async () => {
    const attributes = { cache: "npm" };
    for (const number of [1, 2])
      await stage.job({
        name: `build-${number}`,
        node: "node-1",
        attributes,
        script: `echo ${number} >/cache/${number}`,
      });
    const counted = async (): Promise<CacheObject | undefined> => {
      const cache = await stage.get<CacheObject>("cache", "npm");
      return cache.status?.generations === 2 ? cache : undefined;
    };
    const { status } = await until(counted, { what: "cache with two generations", seconds: 60, every: 500 });
    expect(status?.heads?.map(({ generation }) => generation)).to.deep.equal([2]);
    expect(await stage.mustKubectl("get", "caches")).to.match(/^NAME .*\nnpm /);
    expect((await stage.mustKubectl("get", "generations", "--output=name")).trim().split("\n")).to.have.lengthOf(2);
  });
});
