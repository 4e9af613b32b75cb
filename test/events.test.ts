/** Tests that each event is a line in the log and a number in the metrics, and what the recorder of tests makes of it. */
import { expect } from "chai";
import { pino } from "pino";
import { CacheError } from "../src/cache/errors.ts";
import { LoggedEvents } from "../src/events.ts";
import { Metrics } from "../src/metrics.ts";
import { generation, rows, volume } from "./event-rows.ts";
import { asideRows } from "./event-rows-aside.ts";
import { Recorder } from "./fakes/recorder.ts";

describe("Events", () => {
  for (const [call, level, msg, metric, line] of [...rows, ...asideRows]) {
    it(`log ${JSON.stringify(msg)}, count ${metric}, and are recorded as ${line}`, async () => {
      const lines: string[] = [];
      const log = pino({ level: "trace" }, { write: (text: string) => lines.push(text) });
      const metrics = new Metrics({ ofProcess: false });
      call(new LoggedEvents(log, metrics));
      expect(lines).to.have.lengthOf(1);
      expect(JSON.parse(lines[0] ?? "")).to.deep.include({ level, msg });
      expect((await metrics.text()).split("\n")).to.include(`cachefork_${metric}`);
      const recorder = new Recorder();
      call(recorder);
      expect(recorder.take()).to.deep.equal([line]);
      expect([recorder.lines, recorder.calls.length]).to.deep.equal([[], 1]);
    });
  }

  it("name volume, incarnation, cache and pod in the log", () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (text: string) => lines.push(text) });
    new LoggedEvents(log, new Metrics({ ofProcess: false })).committed(volume, generation, { ms: 3.14159, tries: 2 });
    expect(JSON.parse(lines[0] ?? "")).to.deep.include({
      volume: "v1",
      incarnation: "i1",
      cache: "team-a/npm",
      pod: "team-a/build-1",
      generation: 5,
      base: 4,
      merged: true,
      tries: 2,
      ms: 3.1,
    });
  });

  it("tell of a layer that is missing once, however many commits miss it", () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (text: string) => lines.push(text) });
    const events = new LoggedEvents(log, new Metrics({ ofProcess: false }));
    for (const layers of [["l1"], ["l1"], ["l1", "l2"]]) events.layersMissing(volume, layers);
    expect(lines.map((text) => (JSON.parse(text) as { layers: unknown }).layers)).to.deep.equal([["l1"], ["l2"]]);
  });

  it("log the stack of a defect, and of nothing else", () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (text: string) => lines.push(text) });
    const events = new LoggedEvents(log, new Metrics({ ofProcess: false }));
    events.delayed(volume, new TypeError("x is undefined"));
    events.delayed(volume, new CacheError("unavailable", "no answer"));
    expect(lines.map((text) => text.includes("events.test.ts"))).to.deep.equal([true, false]);
  });
});
