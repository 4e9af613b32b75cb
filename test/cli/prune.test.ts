/** How a cache is pruned: asked, dry, and against writers who are faster. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { prunedGeneration } from "../../src/cache/prune.ts";
import { npm } from "../contracts/ledger.ts";
import type { MemoryLedger } from "../fakes/memory-ledger.ts";
import { append, someCaches } from "./scene.ts";
import type { Terminal } from "./terminal.ts";

async function headOf(
  terminal: Terminal,
): Promise<{ number: number | undefined; layers: number | undefined; epoch: number }> {
  const { generation, epoch } = await terminal.ledger.head(npm);
  return { number: generation?.number, layers: generation?.layers.length, epoch };
}

const untouched = { number: 3, layers: 3, epoch: 0 };
const pruned = { number: 4, layers: 0, epoch: 1 };

describe("cachefork prune", () => {
  let terminal: Terminal;
  beforeEach(async () => {
    terminal = await someCaches();
  });

  for (const [answer, head] of [
    ["y", pruned],
    [" YES ", pruned],
    ["n", untouched],
    ["", untouched],
    ["yikes", untouched],
  ] as const) {
    it(`asks whoever is there, and takes ${JSON.stringify(answer)} for ${head === pruned ? "yes" : "no"}`, async () => {
      terminal.answer = answer;
      const { code, out, err } = await terminal.run("prune npm");
      expect(terminal.questions).to.deep.equal(["Prune default/npm? [y/N] "]);
      expect(out).to.match(/^Cache default\/npm: its head is generation 3/);
      expect([code, err]).to.deep.equal(head === pruned ? [0, ""] : [1, "Nothing was done.\n"]);
      expect(await headOf(terminal)).to.deep.equal(head);
    });
  }

  it("does nothing without --yes where nobody can be asked, and says so", async () => {
    const { code, err } = await terminal.run("prune npm");
    expect(code).to.equal(2);
    expect(err).to.contain("add --yes, or --dry-run");
    expect(await headOf(terminal)).to.deep.equal(untouched);
  });

  it("asks no question in the middle of JSON", async () => {
    terminal.answer = "y";
    expect(await terminal.run("prune npm -o json")).to.include({ code: 2, out: "" });
    expect(terminal.questions).to.deep.equal([]);
    expect(await headOf(terminal)).to.deep.equal(untouched);
  });

  it("asks nothing with --yes or --dry-run", async () => {
    terminal.answer = "n";
    expect((await terminal.run("prune npm --dry-run")).code).to.equal(0);
    expect(await headOf(terminal)).to.deep.equal(untouched);
    expect((await terminal.run("prune npm -y")).code).to.equal(0);
    expect(await headOf(terminal)).to.deep.equal(pruned);
    expect(terminal.questions).to.deep.equal([]);
  });

  it("tries again on the new head when a commit was faster", async () => {
    let commits = 0;
    terminal.wrap = (ledger: MemoryLedger) =>
      Object.assign(ledger.another(), {
        append: async (...args: Parameters<MemoryLedger["append"]>) => {
          if (commits < 3) await append(terminal, npm, `fast-${commits}`, ["base"]);
          commits += 1;
          return ledger.append(...args);
        },
      });
    const { code, out } = await terminal.run("prune npm --yes");
    expect([code, commits]).to.deep.equal([0, 4]);
    expect(out).to.contain("generation 7 is the head");
    expect(await headOf(terminal)).to.deep.equal({ number: 7, layers: 0, epoch: 1 });
  });

  it("gives up after some tries, and says that it lost", async () => {
    let tries = 0;
    terminal.wrap = (ledger) =>
      Object.assign(ledger.another(), {
        append: async () => {
          tries += 1;
          throw new CacheError("conflict", "Cannot append generation 4 of default/npm: another writer was faster");
        },
      });
    expect(await terminal.run("prune npm --yes")).to.include({ code: 1 });
    expect(tries).to.equal(20);
  });

  it("does not prune twice when somebody else does at the same moment", async () => {
    for (const volume of (await terminal.inspection.volumes()).volumes)
      terminal.inspection.record({ ...volume, state: "committed" });
    terminal.wrap = (ledger) =>
      Object.assign(ledger.another(), {
        append: async (...args: Parameters<MemoryLedger["append"]>) => {
          const head = await ledger.head(npm);
          if (head.epoch === 0) await ledger.append(npm, head, prunedGeneration(head, terminal.clock.now()));
          return ledger.append(...args);
        },
      });
    const { code, out } = await terminal.run("prune npm --yes");
    expect(code).to.equal(0);
    expect(out).to.contain("Somebody else emptied default/npm meanwhile");
    expect(await headOf(terminal)).to.deep.equal(pruned);
  });

  it("prunes an empty cache while a volume is still to commit, and not otherwise", async () => {
    const { volumes } = await terminal.inspection.volumes();
    const [open] = volumes.filter(({ incarnation }) => incarnation === "a-1");
    if (!open) throw new Error("The scene has no open volume");
    const go = { namespace: "default", name: "go" };
    expect((await terminal.run("prune go --yes")).out).to.contain("is empty already: there is nothing to prune");
    terminal.inspection.record({ ...open, incarnation: "g-1", request: { ...open.request, cache: go } });
    expect((await terminal.run("prune go --yes")).out).to.contain("Pruned: generation 1 is the head of default/go");
    expect((await terminal.run("prune go --yes")).out).to.contain("is empty already");
  });
});
