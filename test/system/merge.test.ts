/** Merges on real mounts: what two builds did to the same directories, side by side. */
import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { listing } from "../support/listing.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { sideBySide, type Work } from "../support/side-by-side.ts";

/** Makes files, with their parents, out of paths; each holds its path. */
function make(target: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(target, path, ".."), { recursive: true });
    writeFileSync(join(target, path), path);
  }
}

/** Gives a file a time: seconds since the epoch. */
function date(target: string, path: string, seconds: number): void {
  utimesSync(join(target, path), seconds, seconds);
}

/**
 * Directories of a layer that hold whiteouts without a mark that makes overlayfs look for them: those would be listed where no other layer
 * has the directory.
 */
function unmarked(layer: string): string[] {
  const all = listing(layer);
  const whiteouts = Object.keys(all).filter((path) => all[path]?.kind === "character device");
  const holders = new Set(whiteouts.map((path) => dirname(path)).filter((path) => path !== "."));
  return [...holders].filter(
    (path) => !linuxFiles.listxattr(Buffer.from(join(layer, path))).some((name) => name.endsWith(".overlay.origin")),
  );
}

describeSystem("Two builds side by side", () => {
  let running: Running;
  let attributes = { cache: "" };
  let count = 0;

  before(async () => {
    running = await Running.start({ shared: true });
  });

  beforeEach(() => {
    count += 1;
    attributes = { cache: `cache-${count}` };
  });

  afterEach(async () => running.unpublishAll());

  after(async () => running[Symbol.asyncDispose]());

  async function base(...paths: readonly string[]): Promise<void> {
    await running.pod("base", attributes, (target) => make(target, ...paths));
  }

  /** The paths in the head, which tar can read, and which hold nothing of overlayfs' own. */
  async function head(): Promise<string[]> {
    const { layers } = running.disk.head(attributes.cache);
    expect(layers.flatMap(({ id }) => unmarked(running.disk.layer(id)))).to.deep.equal([]);
    return running.look(attributes.cache, (view) => {
      const all = listing(view);
      expect(Object.values(all).filter(({ kind }) => /device|unknown/.test(kind))).to.deep.equal([]);
      const tarred = execFileSync("tar", ["-c", "--to-stdout", "-C", view, "."], {
        maxBuffer: 1 << 26,
        stdio: ["ignore", "pipe", "pipe"],
      });
      expect(tarred.length).to.be.greaterThan(0);
      return Object.keys(all).filter((path) => all[path]?.kind !== "directory");
    });
  }

  const adds: Work = (target) => make(target, "d/sub/new", "d/new");
  const remakes: Work = (target) => {
    rmSync(join(target, "d"), { recursive: true });
    make(target, "d/sub/mine", "d/mine");
  };
  const united = ["d/mine", "d/new", "d/sub/mine", "d/sub/new"];

  it("keep what one added to a directory that the other removed and made anew, in every directory below it", async () => {
    await base("d/old", "d/sub/old", "d/gone/old");
    await sideBySide(running, attributes, adds, remakes);
    expect(await head()).to.deep.equal(united);
    expect(running.disk.head(attributes.cache)).to.deep.include({ merged: true });
  });

  it("keep it in the other order, too", async () => {
    await base("d/old", "d/sub/old", "d/gone/old");
    await sideBySide(running, attributes, remakes, adds);
    expect(await head()).to.deep.equal(united);
  });

  it("keep the mode that one gave a directory, and the file that the other put into it", async () => {
    await base("d/old", "e/old");
    await sideBySide(
      running,
      attributes,
      (target) => chmodSync(join(target, "d"), 0o700),
      (target) => make(target, "d/new", "e/new"),
    );
    expect(await head()).to.deep.equal(["d/new", "d/old", "e/new", "e/old"]);
    const { changes } = running.disk.head(attributes.cache);
    expect(changes, "the parents that were copied up are no changes").to.deep.include({
      added: 2,
      changed: 0,
      conflicts: 0,
    });
    await running.look(attributes.cache, (view) => expect(lstatSync(join(view, "d")).mode & 0o777).to.equal(0o700));
  });

  for (const [newer, expected] of [
    ["first", ["p/q/first"]],
    ["second", ["p"]],
  ] as const) {
    it(`take all of a subtree from one side where a directory meets a file above it: the ${newer} one, which is newer`, async () => {
      await base("p/q/old");
      const [first, second] = newer === "first" ? [2000, 1000] : [1000, 2000];
      await sideBySide(
        running,
        attributes,
        (target) => {
          rmSync(join(target, "p/q/old"));
          make(target, "p/q/first");
          date(target, "p/q/first", first);
        },
        (target) => {
          rmSync(join(target, "p"), { recursive: true });
          make(target, "p");
          date(target, "p", second);
        },
      );
      expect(await head()).to.deep.equal(expected);
      if (newer === "second") expect(running.disk.head(attributes.cache).changes.conflicts).to.be.greaterThan(0);
    });
  }

  for (const newer of ["link", "directory"] as const) {
    it(`never follow a symbolic link in a layer where the other has a directory, and the ${newer} is newer`, async () => {
      const outside = join(running.root, `etc-${count}`);
      make(outside, "x", "secret");
      const before = listing(outside);
      await base("d/x");
      const times = newer === "link" ? { link: 2_000_000_000, file: 1000 } : { link: 1, file: 2_100_000_000 };
      await sideBySide(
        running,
        attributes,
        (target) => {
          rmSync(join(target, "d"), { recursive: true });
          symlinkSync(outside, join(target, "d"));
          execFileSync("touch", ["-h", "-d", `@${times.link}`, join(target, "d")]);
        },
        (target) => {
          make(target, "d/x", "d/new");
          writeFileSync(join(target, "d/x"), "of the build");
          for (const name of ["d/x", "d/new"]) date(target, name, times.file);
        },
      );
      expect(listing(outside), "the host's files are as they were").to.deep.equal(before);
      expect(await head()).to.deep.equal(newer === "link" ? ["d"] : ["d/new", "d/x"]);
      for (const { id } of running.disk.head(attributes.cache).layers) {
        expect(Object.keys(listing(running.disk.layer(id))), "nothing of it was copied").to.not.include("d/secret");
      }
      await running.look(attributes.cache, (view) =>
        expect(lstatSync(join(view, "d")).isSymbolicLink()).to.equal(newer === "link"),
      );
    });
  }

  it("keep a file that one changed and the other deleted, and lose what nobody touched", async () => {
    await base("a", "b", "d/x", "d/y", "gone/z");
    const changes: Work = (target) => {
      for (const path of ["a", "d/x"]) writeFileSync(join(target, path), "changed");
    };
    const deletes: Work = (target) => {
      for (const path of ["a", "b", "d", "gone"]) rmSync(join(target, path), { recursive: true });
    };
    await sideBySide(running, attributes, changes, deletes);
    expect(await head()).to.deep.equal(["a", "d/x"]);
    await running.look(attributes.cache, (view) => expect(readFileSync(join(view, "d/x"), "utf8")).to.equal("changed"));
  });

  it("leave the work of the last one alone with lastWriterWins, and of the first one with firstWriterWins", async () => {
    await base("old");
    const works = ["one", "two"].map((name) => (target: string) => make(target, name));
    await sideBySide(running, { ...attributes, merge: "lastWriterWins" }, ...works);
    expect(await head()).to.deep.equal(["old", "two"]);
    const more = ["three", "four"].map((name) => (target: string) => make(target, name));
    await sideBySide(running, { ...attributes, merge: "firstWriterWins" }, ...more);
    expect(await head()).to.deep.equal(["old", "three", "two"]);
    expect(running.lines.some(({ reason }) => reason === "first-writer")).to.equal(true);
  });

  it("never list a whiteout, whatever was deleted and made again before and after chains are compacted", async () => {
    await base("d/a", "d/b", "d/sub/c");
    for (let round = 0; round < 10; round += 1) {
      await sideBySide(
        running,
        attributes,
        (target) => {
          rmSync(join(target, "d"), { recursive: true });
          make(target, `d/a${round}`, `d/sub/c${round}`);
        },
        (target) => {
          make(target, `d/sub/n${round}`, `e${round}/x`);
          rmSync(join(target, `e${round - 1}`), { recursive: true, force: true });
        },
      );
      expect(await head()).to.deep.equal([`d/a${round}`, `d/sub/c${round}`, `d/sub/n${round}`, `e${round}/x`]);
    }
    await running.said(({ msg, cache }) => msg === "Compacted a chain" && cache === `builds/${attributes.cache}`);
  });
});
