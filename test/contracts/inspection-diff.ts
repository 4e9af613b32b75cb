/** The part of Inspection's contract that is about differences. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Difference, Inspection } from "../../src/cache/inspection.ts";
import { someTime } from "../fakes/layer-content.ts";
import { skipBecause } from "../host/skip.ts";
import type { InspectionWorld } from "./inspection-world.ts";
import { file } from "./inspection-world.ts";

/** `A file 3 a/b (content)`: a difference in one line. */
function line({ change, path, kind, size, aspects }: Difference): string {
  const words = [change, kind, String(size), Buffer.from(path).toString("latin1"), ...aspects];
  return words.join(" ");
}

/** Runs this part on the world that the suite around it makes anew for each test. */
export function describeDiff(current: () => InspectionWorld): void {
  let world: InspectionWorld;
  let inspection: Inspection;

  beforeEach(() => {
    world = current();
    inspection = world.inspection;
  });

  async function diff(from: readonly string[], to: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for await (const difference of inspection.diff(from, to)) found.push(line(difference));
    return found;
  }

  describe("diff()", () => {
    it("finds nothing between equal lists of layers, or between none", async () => {
      await world.layer("one", { a: file("x"), "d/b": file("y") });
      expect(await diff(["one"], ["one"])).to.deep.equal([]);
      expect(await diff([], [])).to.deep.equal([]);
    });

    it("shows everything as added to the empty cache: a directory before what is in it, names in byte order", async () => {
      await world.layer("one", {
        b: file("12345"),
        "a/z": file("1"),
        "a/y/deep": file("22"),
        "a-b": { symlink: "b" },
        p: { fifo: true },
        Z: file(""),
        "\xc3\xa4": file("3"),
        "\xff": file("4"),
      });
      expect(await diff([], ["one"])).to.deep.equal([
        "added file 0 Z",
        "added directory 0 a",
        "added directory 0 a/y",
        "added file 2 a/y/deep",
        "added file 1 a/z",
        "added symlink 0 a-b",
        "added file 5 b",
        "added fifo 0 p",
        "added file 1 \xc3\xa4",
        "added file 1 \xff",
      ]);
      expect(await diff(["one"], [])).to.deep.include.members(["deleted directory 0 a", "deleted file 5 b"]);
    });

    it("says in what a changed file differs", async () => {
      await world.layer("one", {
        a: file("old"),
        b: file("old"),
        c: file("old"),
        d: file("same"),
        e: file("x"),
        f: file("aaa"),
      });
      await world.layer("two", {
        a: file("longer"),
        b: file("new", { mtime: someTime + 1 }),
        c: file("old", { mode: 0o755 }),
        d: file("same"),
        e: file("x", { label: "blue" }),
        f: file("bbb"),
      });
      expect(await diff(["one"], ["two", "one"])).to.deep.equal([
        "changed file 6 a content",
        "changed file 3 b content mtime",
        "changed file 3 c mode",
        "changed file 1 e attributes",
        "changed file 3 f content",
      ]);
    });

    it("says when the owner changed", async function () {
      if (!world.mayChown) skipBecause(this, "only root may give files away");
      await world.layer("one", { a: file("x") });
      await world.layer("two", { a: file("x", { owner: 1234 }) });
      expect(await diff(["one"], ["two"])).to.deep.equal(["changed file 1 a owner"]);
    });

    it("shows a symlink's new target, and a change of kind with what came and went below it", async () => {
      await world.layer("one", { link: { symlink: "a" }, "d/inner": file("1"), f: file("2"), g: file("3") });
      await world.layer("two", {
        link: { symlink: "b" },
        d: file("now a file"),
        "f/inner": file("4"),
        g: { symlink: "d" },
      });
      expect(await diff(["one"], ["two", "one"])).to.deep.equal([
        "changed file 10 d kind",
        "deleted file 1 d/inner",
        "changed directory 0 f kind",
        "added file 1 f/inner",
        "changed symlink 0 g kind",
        "changed symlink 0 link target",
      ]);
    });

    it("takes a whiteout for a deletion, of a directory with all that was in it", async () => {
      await world.layer("one", { a: file("1"), "d/e/f": file("2"), "d/g": file("3"), keep: file("4") });
      await world.layer("two", { a: { whiteout: true }, d: { whiteout: true } });
      expect(await diff(["one"], ["two", "one"])).to.deep.equal([
        "deleted file 1 a",
        "deleted directory 0 d",
        "deleted directory 0 d/e",
        "deleted file 1 d/e/f",
        "deleted file 1 d/g",
      ]);
    });

    it("sees nothing below an opaque directory, and both layers in any other", async () => {
      await world.layer("one", { "o/old": file("1"), "m/old": file("2") });
      await world.layer("two", { o: { directory: true, opaque: true }, "o/new": file("3"), "m/new": file("4") });
      expect(await diff(["one"], ["two", "one"])).to.deep.equal([
        "added file 1 m/new",
        "added file 1 o/new",
        "deleted file 1 o/old",
      ]);
    });

    it("compares what is shown, not how it is layered", async () => {
      await world.layer("one", { a: file("1"), b: file("2") });
      await world.layer("two", { b: { whiteout: true }, c: file("3") });
      await world.layer("flat", { a: file("1"), c: file("3") });
      expect(await diff(["two", "one"], ["flat"])).to.deep.equal([]);
    });

    it("shows a directory whose mode changed, but none whose mtime did", async () => {
      await world.layer("one", { "d/a": file("1"), "e/a": file("1") });
      await world.layer("two", { d: { directory: true, mode: 0o700 }, "e/b": file("2") });
      expect(await diff(["one"], ["two", "one"])).to.deep.equal(["changed directory 0 d mode", "added file 1 e/b"]);
    });

    it("does not follow symlinks", async () => {
      await world.layer("one", { d: { symlink: "/" }, up: { symlink: ".." } });
      expect(await diff([], ["one"])).to.deep.equal(["added symlink 0 d", "added symlink 0 up"]);
    });

    it("throws not-found when a layer is not there", async () => {
      await world.layer("one", { a: file("1") });
      const refused = await diff(["one"], ["gone", "one"]).catch((error: unknown) => error);
      expect(isKind(refused, "not-found"), String(refused)).to.equal(true);
      expect(String(refused)).to.contain("gone");
    });

    it("throws not-found when a layer goes while it is read, rather than show it as deleted", async () => {
      await world.layer("one", { a: file("1"), b: file("2"), "d/c": file("3") });
      const found = inspection.diff([], ["one"])[Symbol.asyncIterator]();
      expect((await found.next()).done).to.equal(false);
      await world.discard("one");
      const rest = (async (): Promise<void> => {
        while ((await found.next()).done !== true) continue;
      })();
      const refused = await rest.catch((error: unknown) => error);
      expect(isKind(refused, "not-found"), String(refused)).to.equal(true);
    });

    it("may be left half-way", async () => {
      await world.layer("one", { a: file("1"), "b/c": file("2") });
      for await (const _ of inspection.diff([], ["one"])) break;
      expect(await diff([], ["one"])).to.have.lengthOf(3);
    });
  });
}
