/** What a pod's fsGroup comes to in a volume: kubelet hands it to the driver, and nothing that was there changes hands. */
import { expect } from "chai";
import { Stage } from "./stage.ts";

describe("The fsGroup of a pod", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  const attributes = { cache: "groups" };
  const node = "node-1";
  const groupsOf = (...paths: readonly string[]): string =>
    `stat -c %g ${paths.map((path) => `/cache/${path}`).join(" ")}`;

  it("owns the volume's root and what the pod writes, so that a user of any id can write", async () => {
    const script = `mkdir /cache/dir; echo 1 >/cache/dir/file; ${groupsOf("", "dir", "dir/file")}`;
    expect(await stage.job({ name: "first", node, attributes, user: 1000, fsGroup: 2000, script })).to.equal(
      "2000\n2000\n2000\n",
    );
  });

  it("does not own what was there before, as each file of the cache would have to be copied for that", async () => {
    const script = `echo 2 >/cache/own; ${groupsOf("", "own", "dir", "dir/file")}; cat /cache/dir/file`;
    expect(await stage.job({ name: "second", node, attributes, user: 1001, fsGroup: 3000, script })).to.equal(
      "3000\n3000\n2000\n2000\n1\n",
    );
  });
});
