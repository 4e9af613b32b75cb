/** How command lines are read, and how wrong ones are refused: all mistakes at once. */
import { expect } from "chai";
import { someCaches } from "./scene.ts";
import { Terminal } from "./terminal.ts";

/** Runs a wrong command line; answers its mistakes, a line each. */
async function mistakes(line: string): Promise<string[]> {
  const terminal = new Terminal();
  const { code, out, err } = await terminal.run(line);
  expect([code, out], `${line}: ${err}`).to.deep.equal([2, ""]);
  expect(terminal.opened, "nothing was opened").to.deep.equal([]);
  return err
    .trimEnd()
    .split("\n")
    .slice(1, -1)
    .map((text) => text.trim());
}

describe("A command line", () => {
  for (const [line, wanted] of Object.entries({
    "list --frob": ["--frob is unknown"],
    "list --namespaces ci": ["--namespaces is unknown; did you mean --namespace?"],
    "list -x": ["-x is unknown"],
    "history npm -A": ["-A does not apply to history"],
    "doctor -n ci": ["-n does not apply to doctor"],
    "list -A -n ci": ["--namespace and --all-namespaces exclude each other"],
    "list -n Upper": [
      '--namespace cannot be "Upper": allowed are 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends',
    ],
    "list -o yaml": ['--output cannot be "yaml": allowed are table and json'],
    "list -o": ["-o needs a value"],
    "list --state": ["--state needs a value"],
    "list --state=": ["--state needs a directory"],
    "list -n -A": ["-n needs a value"],
    "prune npm --yes=no": ["--yes takes no value"],
    "list npm": ['"npm" is one word too many'],
    history: ["CACHE is missing: history needs CACHE"],
    diff: ["CACHE is missing: diff needs CACHE, A", "A is missing: diff needs CACHE, A"],
    "diff npm x": ['"x" is no generation: write its number, 0 for the empty cache, or head'],
    "diff npm 1 02": ['"02" is no generation: write its number, 0 for the empty cache, or head'],
    "diff npm 1 2 3": ['"3" is one word too many'],
    "history ../etc": [
      'the namespace in CACHE cannot be "..": allowed are 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends',
    ],
    "history a/b/c": [
      'CACHE cannot be "b/c": allowed are 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends',
    ],
    "history ci/npm -n default": ["--namespace default and CACHE ci/npm name different namespaces"],
    "du npm -A": ["--all-namespaces and CACHE exclude each other"],
    "diff --frob -o yaml -n Upper": [
      "--frob is unknown",
      '--namespace cannot be "Upper": allowed are 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends',
      "CACHE is missing: diff needs CACHE, A",
      "A is missing: diff needs CACHE, A",
      '--output cannot be "yaml": allowed are table and json',
    ],
  })) {
    it(`is refused with ${wanted.length === 1 ? "its mistake" : "all its mistakes"}: ${line}`, async () => {
      expect(await mistakes(line)).to.deep.equal(wanted);
    });
  }

  it("is refused with the way to more help", async () => {
    const { err } = await new Terminal().run("list -x");
    expect(err).to.match(/^cachefork: Cannot run list:\n {2}-x is unknown.*\nTry: cachefork list --help\n$/);
  });

  for (const [line, wanted] of Object.entries({
    "": "A command is missing",
    histroy: "doctor; did you mean history?",
    standalon: "doctor; did you mean standalone?",
    "-A list": "-A stands where a command should",
    "help frob": '"frob" is no command',
  })) {
    it(`names the commands there are when there is none in it: "${line}"`, async () => {
      const { code, err } = await new Terminal().run(line);
      expect(code).to.equal(2);
      expect(err).to.contain(wanted).and.to.contain("list, describe, history, diff, du, prune, doctor");
    });
  }

  it("takes options before, between and behind words, short, long, joined and apart", async () => {
    const terminal = await someCaches();
    const expected = await terminal.run("history maven -n ci -o json");
    expect(expected.code, expected.err).to.equal(0);
    for (const line of [
      "history -n ci maven -o json",
      "history --namespace=ci --output=json maven",
      "history -nci -ojson maven",
      "history ci/maven --output json",
      "history -o json -n ci -- maven",
      "history -o table -o json ci/maven -n ci",
    ])
      expect(await terminal.run(line), line).to.deep.equal(expected);
  });

  it("shows help whatever else is wrong with it, without a look at any state", async () => {
    const terminal = new Terminal();
    const { code, out } = await terminal.run("diff --help --frob");
    expect([code, out.split("\n")[0]]).to.deep.equal([0, "Usage: cachefork diff CACHE A [B] [OPTIONS]"]);
    expect(terminal.opened).to.deep.equal([]);
  });

  it("names the state directory, or else the variable does, or else it is the usual one", async () => {
    const terminal = new Terminal();
    await terminal.run("list");
    terminal.env = { CACHEFORK_STATE: "" };
    await terminal.run("list");
    terminal.env = { CACHEFORK_STATE: "/srv/caches" };
    await terminal.run("list");
    await terminal.run("list --state ./here");
    expect(terminal.opened).to.deep.equal(["/var/lib/cachefork", "/var/lib/cachefork", "/srv/caches", "./here"]);
  });
});
