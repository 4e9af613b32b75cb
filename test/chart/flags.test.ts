/** Holds the flags that the chart passes to those that the program knows; without helm they are skipped. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readConfig } from "../../src/config.ts";
import { helmProgram } from "../../tools/render.ts";
import { skipBecause } from "../host/skip.ts";
import { at, only, type Rendered, render } from "./rendered.ts";

const valuesFolder = join(import.meta.dirname, "values");

/** What the plugin's container of an object makes of its arguments. */
function configOf(object: Rendered): ReturnType<typeof readConfig> {
  const containers = at(object, "spec", "template", "spec", "containers") as { name: string; args: string[] }[];
  const args = containers.find(({ name }) => name === "cachefork")?.args ?? [];
  return readConfig(
    args.map((arg) => arg.replace("$(NODE_NAME)", "node-1").replace("$(POD_NAME)", "controller-0")),
    {},
  );
}

describe("The flags in the chart", () => {
  before(function () {
    if (helmProgram() === undefined) skipBecause(this, "there is no helm");
  });

  it("are known to the node plugin, whatever the values", async () => {
    for (const file of await readdir(valuesFolder)) {
      const config = configOf(only(await render("--values", join(valuesFolder, file)), "DaemonSet"));
      const ledger = file === "inline-only.yaml" ? "embedded" : "kubernetes";
      expect(config, file).to.deep.include({ role: "node", nodeId: "node-1", ledger });
    }
  });

  it("are known to the controller, whatever the values", async () => {
    for (const file of ["everything.yaml", "microk8s.yaml", "second.yaml"]) {
      const config = configOf(only(await render("--values", join(valuesFolder, file)), "Deployment"));
      expect(config, file).to.deep.include({ role: "controller", identity: "controller-0" });
    }
  });
});
