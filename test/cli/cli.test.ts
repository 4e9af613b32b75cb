/** What a run of the CLI ends with: exit codes, errors that help, and readers that go. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { lost } from "../support/lost.ts";
import { append, someCaches } from "./scene.ts";
import { MemoryWriter, Terminal } from "./terminal.ts";

describe("runCli()", () => {
  describe("ends with 3 for what does not exist, and says what does", () => {
    for (const [line, wanted] of Object.entries({
      "history nmp": 'Cannot find cache default/nmp: did you mean "npm"? List them with: cachefork list -n default',
      "describe maven": "Cannot find cache default/maven: there is one of that name in ci: use -n ci",
      "du x -n nowhere": "Cannot find cache nowhere/x: the namespace has no caches; list all with: cachefork list -A",
      "diff npm 1 9": "Cannot find generation 9 of cache default/npm: it has 1, 2, 3",
      "diff go 1": "Cannot find generation 1 of cache default/go: it has none yet",
      "prune nmp --yes": "Cannot find cache default/nmp",
    })) {
      it(line, async () => {
        const { code, out, err } = await (await someCaches()).run(line);
        expect([code, out]).to.deep.equal([3, ""]);
        expect(err)
          .to.match(/^cachefork: [^\n]*\n$/)
          .and.to.contain(wanted);
      });
    }

    it("diff, of a generation whose layer was swept", async () => {
      const terminal = await someCaches();
      terminal.inspection.discard("second");
      const { code, err } = await terminal.run("diff npm 1 2");
      expect(code).to.equal(3);
      expect(err).to.contain("second");
    });
  });

  it("says that generations are gone where there were some", async () => {
    const terminal = await someCaches();
    await terminal.ledger.retire({ namespace: "ci", name: "maven" }, 1);
    expect((await terminal.run("history maven -n ci")).err).to.equal("Cache maven has no generation left.\n");
    expect((await terminal.run("list -n ci")).out).to.match(/maven .* gone /);
  });

  it("ends with 1 when the state cannot be opened, and says why with its causes", async () => {
    const terminal = new Terminal();
    terminal.broken = new CacheError("precondition", "Cannot read the state in /x", { cause: new Error("EACCES") });
    expect(await terminal.run("list")).to.deep.equal({
      code: 1,
      out: "",
      err: "cachefork: Cannot read the state in /x: EACCES\n",
    });
  });

  it("ends with 1 for a defect, with what was found before it", async () => {
    const terminal = await someCaches();
    const { inspection } = terminal;
    Object.assign(inspection, {
      diff: async function* () {
        yield { change: "added", path: Buffer.from("a"), kind: "file", size: 1, aspects: [] };
        throw new TypeError("a defect");
      },
    });
    const { code, out, err } = await terminal.run("diff npm 1");
    expect([code, out, err]).to.deep.equal([1, "A   file              1 B   a\n", "cachefork: a defect\n"]);
  });

  it("writes no control character of an error to the terminal", async () => {
    const terminal = new Terminal();
    terminal.broken = new CacheError("corrupt", "Cannot read \u001b]0;evil\u0007\nnext line");
    expect((await terminal.run("list")).err).to.equal("cachefork: Cannot read \\x1b]0;evil\\x07\nnext line\n");
  });

  it("ends quietly when the reader goes (| head)", async () => {
    const terminal = await someCaches();
    const gone = new MemoryWriter();
    gone.failure = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    expect(await terminal.run("list", gone)).to.deep.equal({ code: 0, out: "", err: "" });
  });

  it("stops working soon after the reader goes", async () => {
    const terminal = await someCaches();
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`${"f".repeat(90)}${index}`, { file: "" }]),
    );
    terminal.inspection.layer("many", files);
    await append(terminal, npm, "v4", ["many"]);
    const patient = new MemoryWriter();
    await terminal.run("diff npm 0", patient);
    expect(patient.writes).to.be.within(5, 50);
    const gone = new MemoryWriter();
    gone.failure = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    expect((await terminal.run("diff npm 0", gone)).code).to.equal(0);
    expect(gone.writes).to.equal(1);
  });

  it("ends with 1 when the answer cannot be written (a full disk)", async () => {
    const terminal = await someCaches();
    const full = new MemoryWriter();
    full.failure = Object.assign(new Error("write ENOSPC"), { code: "ENOSPC" });
    expect(await terminal.run("list", full)).to.include({ code: 1, err: "cachefork: write ENOSPC\n" });
  });

  for (const line of ["list", "history npm", "describe npm", "du"]) {
    it(`${line} says on the side that records were left out because they cannot be read`, async () => {
      const terminal = await someCaches();
      terminal.ledger.spoil(npm, 2);
      const { code, err } = await terminal.run(line);
      expect([code, err]).to.deep.equal([0, "1 record cannot be read and was left out: see cachefork doctor\n"]);
    });
  }

  it("writes no control character of a pod's name into a table", async () => {
    const terminal = await someCaches();
    await append(terminal, npm, "v4", [], { by: { ...newGeneration("v4").by, pod: "evil\u001b[2J\u202e" } });
    expect((await terminal.run("history npm")).out).to.contain("default/evil\\x1b[2J\\u{202e} ");
  });

  it("lists the other caches when the log of one cannot be read", async () => {
    const terminal = await someCaches();
    const { ledger } = terminal;
    terminal.wrap = () =>
      Object.assign(ledger.another(), {
        head: async (key: CacheKey) => {
          if (key.name === "maven") throw new CacheError("corrupt", "Cannot read log.json: it is not JSON");
          return ledger.head(key);
        },
        unreadable: async () => [lost("caches/ci/maven/log.json")],
      });
    const list = await terminal.run("list -A");
    expect(list.code).to.equal(0);
    expect(list.out).to.contain("npm").and.to.not.contain("maven");
    expect(list.err).to.contain("1 record cannot be read");
    expect(await terminal.run("history ci/maven")).to.include({
      code: 1,
      err: "cachefork: Cannot read log.json: it is not JSON\n",
    });
  });

  it("counts a delta that is in the log already for its cache, and not as waiting", async () => {
    const terminal = await someCaches();
    await append(terminal, npm, "b-1", ["upper2", "third", "second", "base"]);
    const { out } = await terminal.run("du -o json");
    const { rest } = JSON.parse(out) as { rest: unknown };
    expect(rest).to.deep.include({ sealedVolumes: { volumes: 0, bytes: 0 }, shared: 0 });
  });

  it("prints JSON in which no character acts on a terminal, and which means the same", async () => {
    const terminal = await someCaches();
    terminal.inspection.layer("odd", {
      [Buffer.from("\u009b31m \u202e \u{e0001} \u007f").toString("latin1")]: { file: "" },
    });
    await append(terminal, npm, "v4", ["odd"]);
    const { out } = await terminal.run("diff npm 0 4 -o json");
    expect(out).to.match(/^[\x20-\x7e\n]*$/);
    const { items } = JSON.parse(out) as { items: { path: string; pathBytes?: string }[] };
    expect(items).to.have.lengthOf(1);
    expect(items[0]).to.include({ path: "\u009b31m \u202e \u{e0001} \u007f" }).and.to.not.have.property("pathBytes");
  });
});
