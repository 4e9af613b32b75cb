/** What the demo prints, on a terminal and in a file. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Screen } from "../../demo/screen.ts";

class Paper {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  text = "";

  constructor(isTTY: boolean, columns?: number) {
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(text: string): void {
    this.text += text;
  }
}

function play(paper: Paper, env: Readonly<Record<string, string>>): Screen {
  const screen = new Screen(paper, env);
  screen.title("Title");
  screen.paragraph("A few words to read.");
  screen.chapter(1, "Chapter");
  screen.remark("A remark.");
  screen.fact("name", "value");
  screen.line("a step", 12.3, "what came of it");
  screen.grid(["one", "two"], [["row", [true, false]]]);
  screen.expect("it held", true);
  return screen;
}

describe("The demo's screen", () => {
  it("is plain ASCII in a file", () => {
    const paper = new Paper(false);
    play(paper, {});
    expect(paper.text).to.match(/^[\n\x20-\x7e]*$/);
    expect(paper.text).to.contain("yes").and.to.contain("ok it held");
    expect(paper.text).to.match(/a step +12 ms {2}what came of it\n/);
  });

  it("has colour on a terminal, but not with NO_COLOR", () => {
    const [coloured, plain] = [new Paper(true), new Paper(true)];
    play(coloured, {});
    play(plain, { NO_COLOR: "1" });
    expect(coloured.text).to.contain("\x1b[");
    expect(plain.text).not.to.contain("\x1b[");
    expect(plain.text).to.contain("✓ it held");
  });

  it("has no line that is wider than the terminal where words can be wrapped", () => {
    const paper = new Paper(true, 50);
    const screen = new Screen(paper, { NO_COLOR: "1" });
    screen.paragraph("word ".repeat(60));
    screen.remark("word ".repeat(60));
    screen.expect("word ".repeat(60), true);
    screen.problem(`${"word ".repeat(60)}\n\nlast`);
    expect(Math.max(...paper.text.split("\n").map((line) => line.length))).to.be.at.most(50);
    expect(paper.text).to.contain("\n\nlast\n");
  });

  it("leaves commands in one piece", () => {
    const paper = new Paper(true, 50);
    const command = `  a command ${"--with words ".repeat(9)}`;
    new Screen(paper, {}).problem(`Do this:\n${command}`);
    expect(paper.text).to.contain(`\n${command}\n`);
  });

  it("remembers what did not hold", () => {
    const paper = new Paper(false);
    const screen = play(paper, {});
    screen.expect("it did not hold", false);
    expect(screen.verdict).to.deep.equal({ checked: 2, failed: 1 });
    expect(paper.text).to.contain("FAILED it did not hold");
  });

  it("turns a spinner while it waits on a terminal, and leaves nothing of it", async () => {
    const paper = new Paper(true, 100);
    const screen = new Screen(paper, {});
    expect(await screen.waitFor("waiting", () => sleep(5, "result"))).to.equal("result");
    expect(paper.text).to.contain("waiting");
    expect(paper.text.endsWith("\r\x1b[K\x1b[?25h")).to.equal(true);
  });

  it("prints nothing for a short wait in a file, and passes errors on", async () => {
    const paper = new Paper(false);
    const screen = new Screen(paper, {});
    const error = await screen.waitFor("waiting", () => Promise.reject(new Error("broken"))).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(Error).with.property("message", "broken");
    expect(paper.text).to.equal("");
  });
});
