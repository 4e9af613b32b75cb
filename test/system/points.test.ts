/** Kills the plugin, or fails it, at the operations of each of its flows, one after the other, and checks what came of it. */
import { expect } from "chai";
import { brokenProducts } from "../points/broken-products.ts";
import type { Flow } from "../points/flow.ts";
import { volumeFlows } from "../points/flows.ts";
import { flowsBeside } from "../points/flows-beside.ts";
import { claimFlows } from "../points/flows-claims.ts";
import { faults } from "../points/plan.ts";
import type { Point } from "../points/stopping.ts";
import { Stopping } from "../points/stopping.ts";
import { describeSystem } from "../support/needs.ts";

const flows = [...volumeFlows, ...flowsBeside, ...claimFlows];
const all = process.env["CACHEFORK_POINTS"] === "all";
const given = process.env["CACHEFORK_POINT"];
const seed = Number(process.env["CACHEFORK_POINTS_SEED"] ?? Math.floor(Math.random() * 1000));

function flowOf(name: string): Flow {
  const flow = flows.find((one) => one.name === name);
  if (!flow) throw new Error(`There is no flow ${name}`);
  return flow;
}

/** Every so many operations, unless all are wanted. */
const step = all ? 1 : 17;

/** The operations of one pass; short flows get one, too. */
function* numbers(): Generator<number> {
  if (!all) yield seed % 2;
  for (let at = seed % step; ; at += step) yield at;
}

/** Before each operation, in this boot; and behind each of them, in another. */
function* kills(): Generator<Point> {
  for (const at of numbers()) {
    const both: Point[] = [
      { at, how: "before", boot: "same boot" },
      { at, how: "after", boot: "other boot" },
    ];
    yield* all ? both : both.slice(at % 2, (at % 2) + 1);
  }
}

function* failures(): Generator<Point> {
  for (const at of numbers()) {
    const each = faults.map((how): Point => ({ at, how, boot: "same boot" }));
    yield* all ? each : each.slice(at % each.length, (at % each.length) + 1);
  }
}

function stopped(title: string, points: () => Iterable<Point>): void {
  for (const flow of flows) {
    const point =
      given === undefined ? undefined : (JSON.parse(given) as [string, number, Point["how"], Point["boot"]]);
    if (point && point[0] !== flow.name) continue;
    it(`of the flow "${flow.name}" ${title}`, async function () {
      this.timeout(3_600_000);
      const stopping = new Stopping(flow, point ? [{ at: point[1], how: point[2], boot: point[3] }] : points());
      const report = await stopping.run();
      if (this.test) this.test.title += `: ${JSON.stringify(report)}`;
      expect(stopping.failures.join("\n\n")).to.equal("");
    });
  }
}

const which = `${all ? "all" : `every ${step}th`}, CACHEFORK_POINTS_SEED=${seed}`;

describeSystem(`A plugin that is killed at an operation (${which})`, () => {
  stopped("loses nothing, leaves nothing, and goes on", kills);
});

describeSystem(`A plugin of which one operation fails (${which})`, () => {
  stopped("says so or goes on, loses nothing, and leaves nothing", failures);
});

/** Failures that were once answered wrong, or cost more than a retry. */
const known = [
  ["create a claim", "^unlink state/tmp/draft", "EIO"],
  ["unpublish, not to be committed", "^unlink state/volumes/.*json", "EIO"],
  ["publish, warm", "^utimes state/caches", "EROFS"],
  ["unpublish, small", "^rm state/tmp/trial", "EIO"],
  ["merge", "^mkdir state/tmp/[^/]*/tree$", "EIO"],
  ["first start", "^chmod csi.sock", "EIO"],
  ["sweep", "^rm state/caches", "EDQUOT"],
] as const;

describeSystem("A plugin", () => {
  for (const [name, from, how] of known) {
    it(`goes on after ${how} of ${from} in the flow "${name}"`, async () => {
      const stopping = new Stopping({ ...flowOf(name), from }, [{ at: 0, how, boot: "same boot" }]);
      const { stopped: count } = await stopping.run();
      expect(stopping.failures.join("\n\n")).to.equal("");
      expect(count).to.equal(1);
    });
  }
});

describeSystem("The check after a kill", () => {
  for (const { what, broken, stop, sees } of brokenProducts) {
    it(`fails for a product that ${what}`, async () => {
      const point: Point = { at: 0, how: stop.how, boot: stop.boot ?? "same boot" };
      const flow = { ...flowOf(stop.flow), from: stop.from };
      const stopping = new Stopping(flow, [point], broken);
      await stopping.run();
      expect(stopping.failures.join()).to.match(sees).and.to.not.include("not stopped");
    });
  }
});
