/** What the judge of a soak lets pass, and what not. */
import { expect } from "chai";
import { type Evidence, isClean, judge } from "./judge.ts";

const vitals = { memory: 200e6, descriptors: 40, threads: 15, mounts: 3, layers: 100, records: 5, temporary: 9 };
const clean: Evidence = { differences: [], wrong: [], left: [], vitals: { warm: vitals, end: vitals } };

function verdictOf(evidence: Partial<Evidence>): ReturnType<typeof judge> {
  return judge({ ...clean, ...evidence });
}

function grown(by: Partial<typeof vitals>): string[] {
  return [...verdictOf({ vitals: { warm: vitals, end: { ...vitals, ...by } } }).leaked];
}

describe("The judge of a soak", () => {
  it("finds nothing where nothing is, and lets a heap breathe", () => {
    expect(isClean(judge(clean))).to.equal(true);
    expect(grown({ memory: 210e6, descriptors: 44, threads: 16, layers: 400 })).to.deep.equal([]);
  });

  it("tells what was lost, what is left, and what was answered wrongly apart", () => {
    for (const [evidence, kind] of [
      [{ differences: ["v1 in a: acknowledged, and in no generation"] }, "lost"],
      [{ left: ["l/abc"] }, "leaked"],
      [{ wrong: ["v1: 13 INTERNAL"] }, "wrong"],
    ] as const) {
      const verdict = verdictOf(evidence);
      expect(isClean(verdict)).to.equal(false);
      expect(verdict[kind]).to.have.length(1);
    }
  });

  it("calls it a leak when memory, descriptors or threads grow", () => {
    expect(grown({ memory: 300e6 })).to.deep.equal(["memory grew from 191 MiB to 286 MiB, by more than 32 MiB"]);
    expect(grown({ descriptors: 100 })).to.deep.equal(["descriptors grew from 40 to 100, by more than 8"]);
    expect(grown({ threads: 40 })).to.deep.equal(["threads grew from 15 to 40, by more than 2"]);
  });
});
