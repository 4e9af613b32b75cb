/** How the doctor looks: twice, so that a plugin at work is not taken for a problem. */
import { expect } from "chai";
import { npm } from "../contracts/ledger.ts";
import { lostRecord } from "../support/lost.ts";
import { append, someCaches } from "./scene.ts";
import type { Terminal } from "./terminal.ts";

/** Lets something happen right after the n-th survey of the state. */
function afterSurvey(terminal: Terminal, happens: (count: number) => unknown): void {
  const { inspection } = terminal;
  const survey = inspection.survey.bind(inspection);
  let count = 0;
  Object.assign(inspection, {
    survey: async () => {
      const facts = await survey();
      count += 1;
      await happens(count);
      return facts;
    },
  });
}

describe("cachefork doctor", () => {
  let terminal: Terminal;
  beforeEach(async () => {
    terminal = await someCaches();
  });

  it("ends with 4 when there are problems, with what they are and what to do", async () => {
    terminal.inspection.discard("second");
    terminal.inspection.set({ running: undefined });
    const { code, out } = await terminal.run("doctor");
    expect(code).to.equal(4);
    expect(out).to.match(
      /^PROBLEM: generation 3 of default\/npm, the head, lacks 1 layer: second\n {2}Volumes start from/,
    );
    expect(out).to.contain("WARNING: generation 2 of default/npm lacks 1 layer: second\n");
    expect(out).to.contain("PROBLEM: snapshot monday of default/npm lacks 1 layer: second\n");
    expect(out).to.match(/\n2 problems, 2 warnings\.\n$/);
  });

  it("ends with 4 for warnings alone, and with 0 for notes", async () => {
    terminal.inspection.set({ running: undefined });
    expect((await terminal.run("doctor")).code).to.equal(4);
    terminal.inspection.set({ running: 1 });
    expect((await terminal.run("doctor")).code).to.equal(0);
  });

  it("does not report a generation that was committed while it looked", async () => {
    afterSurvey(terminal, async (count) => {
      if (count > 1) return;
      terminal.inspection.layer("fresh", {});
      await append(terminal, npm, "v4", ["fresh", "base"]);
    });
    const { code, out } = await terminal.run("doctor");
    expect(out).to.not.contain("fresh");
    expect(code).to.equal(0);
  });

  it("does not report a problem that only its second look found", async () => {
    terminal.inspection.set({ running: undefined });
    afterSurvey(terminal, (count) => {
      if (count === 2) terminal.ledger.spoil(npm, 1);
    });
    const { out } = await terminal.run("doctor");
    expect(out).to.contain("WARNING: No plugin works").and.to.not.contain("PROBLEM");
  });

  it("looks once where nothing is wrong", async () => {
    const looks: number[] = [];
    afterSurvey(terminal, (count) => looks.push(count));
    await terminal.run("doctor");
    expect(looks).to.deep.equal([1]);
  });

  it("finds records that cannot be read, whatever control characters are in their names", async () => {
    terminal.ledger.spoil(npm, 2);
    terminal.inspection.set({ unreadable: [lostRecord("\u001b[2J")] });
    const { code, out } = await terminal.run("doctor");
    expect(code).to.equal(4);
    expect(out).to.contain("PROBLEM: Cannot read generation 2 of default/npm");
    expect(out).to.contain("PROBLEM: Cannot read volumes/\\x1b[2J.json: it is not JSON");
  });
});
