/** What the bench writes: plots that all can read, and pages that say what was measured. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { docsOf, pageOf, readResults, replaced } from "../../bench/docs.ts";
import { figureOf, type Measurement } from "../../bench/figure.ts";
import { apart, barPlot, linePlot, niceStep } from "../../bench/plot.ts";
import { plotsOf } from "../../bench/plots.ts";
import { type GroupResult, reportText, verdictLine } from "../../bench/report.ts";
import { root } from "../../tools/run.ts";

const machine = { kernel: "Linux 6", cpu: "a cpu", cores: 2, memory: 24, fileSystem: "ext4 on /dev/x", node: "v24" };

function result(name: string, ...measured: readonly Measurement[]): GroupResult {
  const figures = measured.map((each) => figureOf(name, each));
  return { name, title: name, time: "2026-01-02T03:04:05Z", commit: "abc", machine, load: 0.25, figures };
}

function measurement(name: string, value: number, limit?: number): Measurement {
  const goal = limit === undefined ? {} : ({ goal: { of: "ratio", bound: "at most", limit } } as const);
  return {
    name,
    what: `${name} & <more>`,
    ours: { value, unit: "ms" },
    reference: { value: 2, unit: "ms", what: "it" },
    ...goal,
  };
}

const chain = result(
  "publish",
  measurement("chain-1", 2, 2),
  measurement("chain-16", 5, 2),
  measurement("chain-64", 6),
);

describe("The bench's plots", () => {
  const caption = { title: 'Bars & "lines"', text: "<text>" };

  it("say in words what they show, and escape what is not theirs", () => {
    const svg = barPlot(caption, [{ name: "a<b", value: 0.5, text: "x" }]);
    expect(svg).to.contain('role="img"').and.to.contain('<title id="title">Bars &amp; &quot;lines&quot;</title>');
    expect(svg).to.contain('<desc id="text">&lt;text&gt;</desc>').and.to.contain("a&lt;b");
  });

  it("draw a difference that is below nothing, too", () => {
    const svg = plotsOf([result("pods", measurement("start", -4, 2))])["goals.svg"] ?? "";
    expect(svg)
      .to.contain("pods/start")
      .and.to.not.match(/NaN|width="-/);
  });

  it("have colours for dark pages, and a page of their own behind them", () => {
    const svg = linePlot(caption, { x: "x", y: "y" }, [
      {
        name: "one",
        points: [
          [1, 1],
          [2, 3],
        ],
      },
    ]);
    expect(svg).to.contain("prefers-color-scheme: dark").and.to.contain("fill: var(--page)");
  });

  it("draw a bar that misses its goal in another colour than one that meets it, and longer", () => {
    const svg = barPlot(caption, [
      { name: "met", value: 1, text: "" },
      { name: "missed", value: 2, text: "" },
    ]);
    const bars = [...svg.matchAll(/width="([\d.]+)" height="16" rx="2" style="fill: var\(--(.)\)"/g)];
    expect(bars.map(([, , colour]) => colour)).to.deep.equal(["a", "b"]);
    expect(Number(bars[1]?.[1])).to.be.greaterThan(Number(bars[0]?.[1]));
  });

  it("tell lines apart without colours", () => {
    const points = [
      [1, 1],
      [2, 2],
    ] as const;
    const svg = linePlot(caption, { x: "x", y: "y" }, [
      { name: "one", points },
      { name: "two", points },
    ]);
    expect(svg.match(/<polyline/g)).to.have.length(2);
    expect(svg.match(/stroke-dasharray="6 4"/g)).to.have.length(1);
  });

  it("keep the names of lines apart that end in one place", () => {
    expect(apart([100, 98, 300, 99])).to.deep.equal([130, 98, 300, 114]);
  });

  it("have steps that people count in", () => {
    expect([0.3, 1, 1.1, 4.2, 7, 23].map(niceStep)).to.deep.equal([0.5, 1, 2, 5, 10, 50]);
  });

  it("are drawn of what was measured, and name in words what was missed", () => {
    const plots = plotsOf([chain]);
    expect(Object.keys(plots)).to.deep.equal(["goals.svg", "chain.svg"]);
    expect(plots["goals.svg"]).to.contain("1 of 2 goals are met. Missed: publish/chain-16 2.50 (≤ 2).");
    expect(plots["chain.svg"]).to.contain("large cache: 2.00 at 1, 5.00 at 16, 6.00 at 64");
  });
});

describe("The bench's report", () => {
  it("has a row for each figure, with its verdict", () => {
    const text = reportText([chain]);
    expect(text).to.match(/chain-16 & <more> +5\.00 ms +2\.00 ms: it +2\.50 +≤ 2 +missed/);
    expect(text).to.match(/chain-64 & <more> +6\.00 ms +2\.00 ms: it +3\.00\n/);
    expect(verdictLine([chain])).to.equal("1 of 2 goals are met. Missed: publish/chain-16.");
    expect(verdictLine([result("x", measurement("y", 1, 1))])).to.equal("All 1 goals are met.");
  });
});

describe("docs/performance.md", () => {
  const page = "# Page\n\n<!-- figures all -->\nold\n<!-- end -->\n\n<!-- figures publish -->\n<!-- end -->\nrest\n";

  it("gets its tables from the results, and keeps what is written around them", () => {
    const text = pageOf([chain], page);
    expect(text).to.contain("1 of 2 goals are met").and.to.not.contain("old");
    expect(text).to.match(/\| chain-1 & <more> +\| 2\.00 ms +\| 2\.00 ms: it +\| 1\.00 +\| ≤ 2 +\| met +\|/);
    expect(text)
      .to.contain(
        "_2026-01-02, commit abc: Linux 6, 2 cores (a cpu), 24 GiB, ext4 on /dev/x, Node v24; load average 0.3 before._",
      )
      .and.to.match(/^# Page\n[^]*\nrest\n$/);
    expect(pageOf([chain], text)).to.equal(text);
  });

  it("must have a place for every group", () => {
    expect(() => pageOf([result("other")], page)).to.throw("no place for the figures of other");
  });

  it("keeps the results of groups that were not measured again, in one order, and drops what is gone", () => {
    const kept = [result("b"), result("a", measurement("old", 1)), result("gone")];
    const made = replaced(kept, [result("c"), result("a", measurement("new", 1))], ["a", "b", "c", "d"]);
    expect(made.map(({ name, figures }) => [name, ...figures.map(({ id }) => id)])).to.deep.equal([
      ["a", "a/new"],
      ["b"],
      ["c"],
    ]);
  });

  it("shows the results that are committed beside it, and nothing else", () => {
    const text = readFileSync(join(root, "docs/performance.md"), "utf8");
    for (const [path, made] of Object.entries(docsOf(readResults(), text))) {
      expect(readFileSync(join(root, path), "utf8"), `${path}: npm run bench -- --write-docs makes it`).to.equal(made);
    }
  });

  it("shows all plots that are drawn, each with words for those who do not see it", () => {
    const text = readFileSync(join(root, "docs/performance.md"), "utf8");
    const shown = [...text.matchAll(/!\[[^\]]{40,}\]\((.*?)\)/g)].map(([, path]) => path);
    expect(shown).to.have.members(Object.keys(plotsOf(readResults())).map((name) => `performance/${name}`));
  });
});
