/** Holds the heaps of the plugin's threads to what the chart gives to its container. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { treeHeaps } from "../../src/compose-state.ts";
import { root } from "../../tools/run.ts";

/** MiB for the main thread, the threads that make system calls, and what is outside of heaps: it has some 100 with nothing else to do. */
const rest = 512;

describe("The memory limit of the node plugin's container", () => {
  it("holds all heaps at their largest: beyond it, the kernel ends the whole plugin and not one thread", async () => {
    const { node } = parse(await readFile(join(root, "charts", "cachefork", "values.yaml"), "utf8"));
    const limit = /^(\d+)Gi$/.exec(node.resources.limits.memory)?.[1];
    const heaps = Object.values(treeHeaps).reduce((sum, heap) => sum + heap, 0);
    expect(Number(limit) * 1024).to.be.at.least(heaps + rest);
  });
});
