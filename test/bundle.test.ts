/** Tests what the bundle of a node plugin is made of: its memory is paid for on every node. */
import { expect } from "chai";
import { build } from "esbuild";
import { root } from "../tools/run.ts";

describe("The node plugin's bundle", () => {
  let modules: string[];

  before(async function () {
    this.timeout(60_000);
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ["src/main.ts"],
      bundle: true,
      write: false,
      metafile: true,
      platform: "node",
      format: "esm",
      external: ["koffi"],
      logLevel: "silent",
    });
    modules = Object.keys(metafile.inputs);
  });

  it("holds the client of the API server, and not the one that takes 60 MB", () => {
    expect(modules).to.include("src/kube/client.ts");
    expect(modules.filter((path) => path.includes("@kubernetes/client-node"))).to.deep.equal([]);
  });

  it("holds the types of our resources, and nothing of what they are written with", () => {
    expect(
      modules.filter((path) => path.includes("node_modules/typebox") || path.includes("src/kube/schema-")),
    ).to.deep.equal([]);
  });
});
