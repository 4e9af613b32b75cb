/** What each command prints, for people and for programs. */
import { expect } from "chai";
import { someCaches } from "./scene.ts";
import { Terminal } from "./terminal.ts";
import { expectTranscript } from "./transcript.ts";

describe("cachefork", () => {
  const commands = {
    list: ["list", "list -A", "list -n nowhere", "list -A -o json"],
    describe: ["describe npm", "describe go", "describe ci/maven -o json"],
    history: ["history npm", "history go", "history npm -o json"],
    diff: [
      "diff npm 1 3",
      "diff npm 3 1",
      "diff npm 0 1",
      "diff npm 3",
      "diff npm 1 3 -o json",
      "diff npm 3 head -o json",
    ],
    du: ["du", "du -A", "du npm", "du -A -o json"],
    doctor: ["doctor", "doctor -o json"],
    prune: [
      "prune npm --dry-run",
      "prune npm --yes",
      "prune ci/maven --yes -o json",
      "prune ci/maven --yes",
      "history npm",
    ],
  };
  for (const [name, lines] of Object.entries(commands)) {
    it(`${name} prints what its golden file says`, async () => {
      await expectTranscript(name, await someCaches(), lines);
    });
  }

  it("help prints what its golden file says", async () => {
    const lines = ["--help", ...Object.keys(commands).map((name) => `${name} --help`), "--version"];
    await expectTranscript("help", new Terminal(), lines);
  });

  it("help NAME is NAME --help, and help alone is --help", async () => {
    const terminal = new Terminal();
    expect(await terminal.run("help prune")).to.deep.equal(await terminal.run("prune --help"));
    expect(await terminal.run("help")).to.deep.equal(await terminal.run("-h"));
    expect(terminal.opened).to.deep.equal([]);
  });

  it("keeps lines of help within 140 columns, and writes no control character anywhere", async () => {
    const terminal = await someCaches();
    for (const line of ["--help", ...Object.keys(commands).map((name) => `${name} --help`)]) {
      const { out } = await terminal.run(line);
      expect(Math.max(...out.split("\n").map(({ length }) => length)), line).to.be.at.most(140);
    }
    for (const line of Object.values(commands).flat()) {
      const { out, err } = await terminal.run(line);
      // oxlint-disable-next-line no-control-regex -- that is what must not be there
      expect(out + err, line).to.not.match(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    }
  });
});
