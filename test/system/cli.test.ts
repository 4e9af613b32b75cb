/** The command line beside a plugin that is at work on the same state. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function cachefork(plugin: Running, ...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const argv = [main, ...words, "--state", plugin.state];
    const child = execFile(process.execPath, argv, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

async function json(plugin: Running, ...words: readonly string[]): Promise<unknown> {
  const { out, err } = await cachefork(plugin, ...words, "-o", "json");
  expect(err).to.equal("");
  return JSON.parse(out);
}

describeSystem("The command line", () => {
  const attributes = { cache: "npm" };

  it("shows what two builds side by side added, and who merged, while a third is at work", async () => {
    await using plugin = await Running.start();
    await plugin.pod("a", attributes, (target) => {
      writeFileSync(join(target, "first"), "1");
      writeFileSync(join(target, "goes"), "2");
    });
    await plugin.settled();
    const [b, c] = [await plugin.publish({ id: "b", attributes }), await plugin.publish({ id: "c", attributes })];
    writeFileSync(join(b, "left"), "3");
    rmSync(join(c, "goes"));
    writeFileSync(join(c, "right"), "4");
    await plugin.unpublish("b");
    await plugin.unpublish("c");
    await plugin.settled();
    await plugin.publish({ id: "d", attributes });

    const { items } = (await json(plugin, "history", "builds/npm")) as { items: Record<string, unknown>[] };
    expect(items.map(({ generation, merged, base }) => [generation, merged, base])).to.deep.equal([
      [3, true, 1],
      [2, false, 1],
      [1, false, 0],
    ]);
    const diff = (await json(plugin, "diff", "builds/npm", "1")) as { items: { change: string; path: string }[] };
    expect(diff.items.map(({ change, path }) => `${change} ${path}`)).to.deep.equal([
      "deleted goes",
      "added left",
      "added right",
    ]);
    const doctor = await cachefork(plugin, "doctor");
    expect(doctor.code, doctor.out).to.equal(0);
    expect(doctor.out).to.contain(`as process ${plugin.pid}`);
    expect(await json(plugin, "describe", "builds/npm"))
      .to.have.property("volumes")
      .with.lengthOf(1);
  });

  it("prunes under an open volume: it keeps what it sees, loses what it wrote, and the disk is freed", async () => {
    await using plugin = await Running.start();
    await plugin.pod("a", attributes, (target) => writeFileSync(join(target, "poison"), "1"));
    const target = await plugin.publish({ id: "b", attributes });
    writeFileSync(join(target, "more"), "2");
    const pruned = await cachefork(plugin, "prune", "builds/npm", "--yes");
    expect(pruned.code, pruned.err).to.equal(0);
    expect(readdirSync(target)).to.have.members(["poison", "more"]);
    expect(await plugin.look("npm", (view) => readdirSync(view))).to.deep.equal([]);
    await plugin.unpublish("b");
    await plugin.settled();
    expect(await plugin.look("npm", (view) => readdirSync(view))).to.deep.equal([]);
    const { items } = (await json(plugin, "history", "builds/npm")) as { items: { kind: string }[] };
    expect(items[0]?.kind).to.equal("pruned");
    await plugin.until(() => readdirSync(join(plugin.state, "l")).every((id) => id.startsWith("empty")));
    const after = (await json(plugin, "history", "builds/npm")) as { items: unknown[] };
    expect(after.items, "what the prune emptied was retired").to.have.lengthOf(1);
    expect(existsSync(target)).to.equal(false);
  });
});
