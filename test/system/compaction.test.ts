/** Compactions change nothing of what a cache shows, and nobody who reads a volume notices them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { longChain } from "../../src/cache/compact.ts";
import { listing } from "../support/listing.ts";
import { describeSystem, isRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { Directory, makeSpecialFiles } from "../support/special-files.ts";
import { viewing } from "../support/views.ts";

const attributes = { cache: "maven" };
/** More than a pipe holds. */
const large = 4 << 20;

/** A build that adds a file, changes another and makes a directory anew. */
async function build(
  running: Running,
  number: number,
  special: "with special files" | "plain" = "plain",
): Promise<void> {
  await running.pod(`b${number}`, attributes, (target) => {
    mkdirSync(join(target, `d${number}`));
    writeFileSync(join(target, `d${number}`, "file"), `${number}`);
    writeFileSync(join(target, "changed"), `${number}`);
    if (number === 1) writeFileSync(join(target, "large"), Buffer.alloc(large, 1));
    if (special === "plain") return;
    using top = Directory.open(target);
    makeSpecialFiles(top, { outside: "/nowhere", asRoot: isRoot });
  });
}

/** A tar(1) of a directory that is in the middle of its largest file until somebody reads on. */
class Tar implements AsyncDisposable {
  readonly #child;
  #said = "";

  constructor(directory: string) {
    this.#child = spawn("tar", ["-c", "-f", "-", "large", "."], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#said += text;
    });
  }

  /** Resolves when it has begun to read the file, and cannot go on. */
  async begun(): Promise<void> {
    await once(this.#child.stdout, "readable");
  }

  /** Lets it go on to its end, and answers what it said, and its exit code. */
  async ended(): Promise<string> {
    this.#child.stdout.resume();
    await once(this.#child, "close");
    return `${this.#said}${this.#child.exitCode}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
  }
}

interface Known {
  readonly ino: bigint;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

/** What tools like git know the files of a tree by, by path. */
function known(root: string): Readonly<Record<string, Known>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { ino, mtimeNs: mtime, ctimeNs: ctime } = statSync(path, { bigint: true });
      return [relative(root, path), { ino, mtime, ctime }];
    }),
  );
}

describeSystem("A compaction", () => {
  it("shows what was there before, to the last nanosecond", async () => {
    await using running = await Running.start({ flags: ["--keep", "100"] });
    for (let number = 1; number <= longChain + 4; number += 1)
      await build(running, number, number === 2 ? "with special files" : "plain");
    await running.said("Compacted a chain");
    await running.settled();
    const generations = running.disk.generations("maven");
    const compacted = generations.filter(({ kind }) => kind === "compacted");
    expect(compacted).to.not.deep.equal([]);
    for (const generation of compacted) {
      const before = generations.find(({ number }) => number === generation.parent) ?? generation;
      expect(generation.layers.length).to.be.lessThan(before.layers.length);
      const shown = viewing(running, generation, (view) => listing(view));
      expect(shown, `generation ${generation.number}`).to.deep.equal(viewing(running, before, (view) => listing(view)));
    }
  });

  it("leaves every file its inode and its mtime, in all volumes; its ctime stays until then", async () => {
    await using running = await Running.start({ flags: ["--keep", "1"] });
    for (let number = 1; number <= longChain; number += 1) await build(running, number);
    const before = await running.look("maven", known);
    expect(await running.look("maven", known), "in another volume").to.deep.equal(before);
    await build(running, longChain + 1);
    await running.said("Compacted a chain");
    await running.settled();
    const after = await running.look("maven", known);
    const kept = Object.keys(before).filter((path) => path !== "changed");
    expect(kept).to.have.length(longChain + 1);
    for (const path of kept) {
      const { ctime, ...others } = after[path] ?? {};
      expect(others).to.deep.equal({ ino: before[path]?.ino, mtime: before[path]?.mtime });
      expect(ctime, "which operations.md says").to.not.equal(before[path]?.ctime);
    }
  });

  it("does not disturb a tar of a volume that started before, nor does the sweep behind it", async () => {
    await using running = await Running.start({ flags: ["--keep", "1"] });
    for (let number = 1; number <= longChain; number += 1) await build(running, number);
    const target = await running.publish({ id: "old", attributes });
    const before = listing(target);
    await using tar = new Tar(target);
    await tar.begun();
    for (let number = longChain + 1; number <= longChain + 8; number += 1) await build(running, number);
    await running.said("Compacted a chain");
    await running.said("Swept");
    expect(await tar.ended(), "what tar said, and its exit code").to.equal("0");
    expect(listing(target)).to.deep.equal(before);
    await running.until(() => running.disk.head("maven").layers.length <= longChain + 4);
  });
});
