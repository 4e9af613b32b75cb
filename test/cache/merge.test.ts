/** The three-way rules as a table: every combination of sides, and which questions are asked at all. */
import { expect } from "chai";
import { decide, decideMetadata, type Path, type Side, type Verdict } from "../../src/cache/merge.ts";

/** What the questions are answered; a question without an answer here must not be asked. */
interface Answers {
  readonly headAsBase?: boolean;
  readonly deltaAsHead?: boolean;
  readonly ages?: readonly [delta: bigint, head: bigint];
}

function path(base: Side, head: Side, delta: Side, answers: Answers): Path {
  const answer = <Value>(value: Value | undefined, question: string): Value => {
    if (value === undefined) throw new Error(`${question} was asked, which costs time and decides nothing here`);
    return value;
  };
  return {
    base,
    head,
    delta,
    headAsBase: () => answer(answers.headAsBase, "headAsBase"),
    deltaAsHead: () => answer(answers.deltaAsHead, "deltaAsHead"),
    deltaAge: () => answer(answers.ages, "deltaAge")[0],
    headAge: () => answer(answers.ages, "headAge")[1],
  };
}

type Row = readonly [base: Side, head: Side, delta: Side, answers: Answers, verdict: Verdict];

const [same, changed] = [{ headAsBase: true }, { headAsBase: false }];
const older = { ages: [1n, 2n] } as const;
const newer = { ages: [2n, 1n] } as const;
const tie = { ages: [1n, 1n] } as const;
const other = { deltaAsHead: false };

const table: readonly Row[] = [
  ["absent", "absent", "absent", {}, "nothing"],
  ["absent", "file", "absent", {}, "nothing"],
  ["absent", "directory", "absent", {}, "nothing"],
  ["file", "absent", "absent", {}, "nothing"],
  ["file", "file", "absent", same, "delete"],
  ["file", "file", "absent", changed, "conflict-keep"],
  ["file", "directory", "absent", {}, "conflict-keep"],
  ["directory", "absent", "absent", {}, "nothing"],
  ["directory", "file", "absent", {}, "conflict-keep"],
  ["directory", "directory", "absent", same, "delete"],
  ["directory", "directory", "absent", changed, "descend"],

  ["absent", "absent", "file", {}, "take"],
  ["absent", "file", "file", { deltaAsHead: true }, "nothing"],
  ["absent", "file", "file", { ...other, ...older }, "conflict-keep"],
  ["absent", "file", "file", { ...other, ...newer }, "conflict-take"],
  ["absent", "file", "file", { ...other, ...tie }, "conflict-take"],
  ["absent", "directory", "file", older, "conflict-keep"],
  ["absent", "directory", "file", newer, "conflict-take"],
  ["file", "absent", "file", {}, "take"],
  ["file", "file", "file", same, "take"],
  ["file", "file", "file", { ...changed, deltaAsHead: true }, "nothing"],
  ["file", "file", "file", { ...changed, ...other, ...older }, "conflict-keep"],
  ["file", "file", "file", { ...changed, ...other, ...newer }, "conflict-take"],
  ["file", "file", "file", { ...changed, ...other, ...tie }, "conflict-take"],
  ["file", "directory", "file", older, "conflict-keep"],
  ["file", "directory", "file", tie, "conflict-take"],
  ["file", "directory", "file", { ages: [1n, 0n] }, "conflict-take"],
  ["directory", "absent", "file", {}, "take"],
  ["directory", "file", "file", { deltaAsHead: true }, "nothing"],
  ["directory", "file", "file", { ...other, ...older }, "conflict-keep"],
  ["directory", "file", "file", { ...other, ...tie }, "conflict-take"],
  ["directory", "directory", "file", same, "take"],
  ["directory", "directory", "file", { ...changed, ...older }, "conflict-keep"],
  ["directory", "directory", "file", { ...changed, ...newer }, "conflict-take"],

  ["absent", "absent", "directory", {}, "descend"],
  ["absent", "file", "directory", older, "conflict-keep"],
  ["absent", "file", "directory", tie, "conflict-take"],
  ["absent", "file", "directory", { ages: [0n, 0n] }, "conflict-keep"],
  ["absent", "directory", "directory", {}, "descend"],
  ["file", "absent", "directory", {}, "descend"],
  ["file", "file", "directory", same, "take"],
  ["file", "file", "directory", { ...changed, ...older }, "conflict-keep"],
  ["file", "file", "directory", { ...changed, ...newer }, "conflict-take"],
  ["file", "directory", "directory", {}, "descend"],
  ["directory", "absent", "directory", {}, "descend"],
  ["directory", "file", "directory", { ages: [0n, 1n] }, "conflict-keep"],
  ["directory", "file", "directory", { ages: [0n, 0n] }, "conflict-keep"],
  ["directory", "file", "directory", older, "conflict-keep"],
  ["directory", "file", "directory", tie, "conflict-take"],
  ["directory", "directory", "directory", {}, "descend"],
];

describe("A path that a delta has", () => {
  for (const [base, head, delta, answers, verdict] of table) {
    const said = JSON.stringify(answers, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
    it(`as ${delta}, over ${base} in the base and ${head} in the head ${said}: ${verdict}`, () => {
      expect(decide(path(base, head, delta, answers))).to.equal(verdict);
    });
  }

  it("is in the table with every combination of sides", () => {
    expect(new Set(table.map(([base, head, delta]) => `${base} ${head} ${delta}`)).size).to.equal(27);
  });
});

describe("A merged directory's metadata", () => {
  for (const [byDelta, byHead, deltaNewer, whose] of [
    [false, false, false, "head"],
    [false, false, true, "head"],
    [false, true, false, "head"],
    [false, true, true, "head"],
    [true, false, false, "delta"],
    [true, false, true, "delta"],
    [true, true, false, "head"],
    [true, true, true, "delta"],
  ] as const) {
    it(`is the ${whose}'s: changed by the delta ${byDelta}, by the head ${byHead}, the delta's newer ${deltaNewer}`, () => {
      expect(decideMetadata({ byDelta, byHead, deltaNewer })).to.equal(whose);
    });
  }
});
