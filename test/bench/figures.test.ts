/** The pure parts of the bench: statistics, verdicts, words, what is selected. */
import { expect } from "chai";
import { eightAtOnce } from "../../bench/eight-at-once.ts";
import { figureOf, type Measurement } from "../../bench/figure.ts";
import { allGroups, groups, selectGroups } from "../../bench/groups.ts";
import { interleave } from "../../bench/interleave.ts";
import { fileSystemOf } from "../../bench/machine.ts";
import { help, readOptions } from "../../bench/options.ts";
import { mean, median, quantile } from "../../bench/statistics.ts";
import { amountText, digits, goalText } from "../../bench/words.ts";

describe("The bench's statistics", () => {
  it("know the middle, the mean and the ranks, in whatever order the values come", () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(mean([1, 2, 6])).to.equal(3);
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(hundred, 0.99)).to.equal(99);
    expect(quantile(hundred, 1)).to.equal(100);
    expect(quantile([3, 1, 2], 0.5)).to.equal(2);
    expect(quantile([7], 0.01)).to.equal(7);
  });

  it("say nothing of nothing", () => {
    expect(() => median([])).to.throw(RangeError);
    expect(() => mean([])).to.throw(RangeError);
    expect(() => quantile([], 0.5)).to.throw(RangeError);
  });
});

describe("The bench's rounds", () => {
  it("go every way in turn, in the opposite order each time, and do not count the first ones", async () => {
    const order: string[] = [];
    const way = (name: string) => (round: number) => order.push(`${name}${round}`);
    const took = await interleave({ a: way("a"), b: way("b") }, { warmUp: 1, counted: 2 });
    expect(order).to.deep.equal(["a0", "b0", "b1", "a1", "a2", "b2"]);
    expect(took).to.deep.equal({ a: [4, 5], b: [3, 6] });
  });
});

describe("The bench's callers", () => {
  it("are eight, and do everything once", async () => {
    const done: number[] = [];
    let [working, most] = [0, 0];
    await eightAtOnce(20, async (number) => {
      working += 1;
      most = Math.max(most, working);
      await Promise.resolve();
      working -= 1;
      done.push(number);
    });
    expect(most).to.equal(8);
    expect(done.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index));
  });
});

describe("A figure", () => {
  const measured: Measurement = {
    name: "x",
    what: "x",
    ours: { value: 6, unit: "ms" },
    reference: { value: 3, unit: "ms", what: "y" },
    goal: { of: "ratio", bound: "at most", limit: 2 },
  };

  it("meets its goal at the limit, and misses it beyond", () => {
    expect(figureOf("g", measured)).to.include({ id: "g/x", ratio: 2, met: true });
    expect(figureOf("g", { ...measured, ours: { value: 6.1, unit: "ms" } })).to.include({ met: false });
    const least = figureOf("g", { ...measured, goal: { of: "ratio", bound: "at least", limit: 2.1 } });
    expect(least).to.include({ met: false });
  });

  it("can be a ratio the other way round, an amount alone, or without a goal", () => {
    expect(figureOf("g", { ...measured, ratio: "reference ÷ ours" })).to.include({ ratio: 0.5, met: true });
    const alone: Measurement = { name: "x", what: "x", ours: { value: 81, unit: "MiB" } };
    expect(figureOf("g", alone)).to.not.have.any.keys("ratio", "met");
    expect(figureOf("g", { ...alone, goal: { of: "ours", bound: "at most", limit: 80 } })).to.include({ met: false });
  });

  it("is written with three digits that count", () => {
    expect([0.1234, 1.234, 12.34, 123.4, 12_345.6].map(digits)).to.deep.equal([
      "0.12",
      "1.23",
      "12.3",
      "123",
      "12,346",
    ]);
    expect(amountText({ value: 176, unit: "/s" })).to.equal("176/s");
    expect(amountText({ value: 1.5, unit: "MiB" })).to.equal("1.50 MiB");
    expect(goalText({ of: "ratio", bound: "at least", limit: 1_000 }, { value: 1, unit: "ms" })).to.equal("≥ 1,000");
    expect(goalText({ of: "ours", bound: "at most", limit: 80 }, { value: 1, unit: "MiB" })).to.equal("≤ 80 MiB");
  });
});

describe("The bench's arguments", () => {
  it("are few, and each is in the help", () => {
    for (const flag of ["only", "quick", "state", "json", "write-docs", "list", "help"])
      expect(help).to.contain(`--${flag}`);
    expect(readOptions(["--only", "m*", "--json", "--write-docs"])).to.include({
      only: "m*",
      json: true,
      writeDocs: true,
    });
  });

  it("are refused when they are unknown, or contradict each other", () => {
    expect(() => readOptions(["--onyl", "x"])).to.throw(TypeError, "--onyl");
    expect(() => readOptions(["--quick", "--write-docs"])).to.throw(TypeError, "--write-docs");
    expect(() => readOptions(["--cluster", "--only", "m*"])).to.throw(TypeError, "--only");
  });

  it("select groups by a glob over their names, which are unique", () => {
    expect(selectGroups("*", "here")).to.deep.equal(groups);
    expect(selectGroups("m*", "here").map(({ name }) => name)).to.deep.equal(["merge", "memory"]);
    expect(() => selectGroups("nothing", "here")).to.throw(TypeError, "publish, pair");
    expect(selectGroups("*", "on a cluster").map(({ name }) => name)).to.deep.equal(["cluster"]);
    expect(new Set(allGroups.map(({ name }) => name)).size).to.equal(allGroups.length);
  });
});

describe("The bench's machine", () => {
  it("names the file system that is mounted nearest above a directory, and of two in one place the last", () => {
    const line = (target: string, type: string): string => `36 35 98:0 / ${target} rw - ${type} /dev/x rw`;
    const table = ["/ ext4", "/mnt xfs", "/mnt/a tmpfs", "/mnt btrfs"].map((text) =>
      line(...(text.split(" ") as [string, string])),
    );
    const of = (path: string): string => fileSystemOf(path, Buffer.from(table.join("\n")));
    expect(of("/mnt/b")).to.equal("btrfs on /dev/x");
    expect(of("/mnt/a/c")).to.equal("tmpfs on /dev/x");
    expect(of("/mntx")).to.equal("ext4 on /dev/x");
  });
});
