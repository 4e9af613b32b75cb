/** Tests who of several candidates leads, and that it is never more than one. */
import { expect } from "chai";
import * as fc from "fast-check";
import { FakeLease } from "../fakes/fake-lease.ts";
import { runs } from "../property/steps.ts";
import { Candidate, pass } from "./candidate.ts";

describe("Of the candidates for a Lease", () => {
  let lease: FakeLease;
  let one: Candidate;
  let two: Candidate;

  beforeEach(async () => {
    lease = new FakeLease();
    one = new Candidate(lease, "one");
    await pass(100, [one]);
    two = new Candidate(lease, "two");
    await pass(100, [one, two]);
  });

  afterEach(async () => {
    for (const candidate of [one, two]) {
      candidate.way.state = "open";
      await candidate.stop();
      expect(candidate.clock.sleeping, "asleep after the end").to.equal(0);
    }
  });

  const both = (): boolean[] => [one.leads, two.leads];

  it("one leads, for as long as it renews", async () => {
    expect(both()).to.deep.equal([true, false]);
    await pass(120_000, [one, two]);
    expect(both()).to.deep.equal([true, false]);
    expect(one.events.renewals).to.be.within(55, 60);
    expect(lease.known).to.deep.include({ holder: "one", transitions: 0, durationMs: 15_000 });
  });

  it("the other leads soon when the one stops", async () => {
    await one.stop();
    expect(lease.known?.holder).to.equal("");
    await pass(2_100, [two]);
    expect(both()).to.deep.equal([false, true]);
    expect(one.events.lines).to.deep.equal(["elected one", "deposed one: cancelled"]);
    expect(lease.known).to.deep.include({ holder: "two", transitions: 1 });
  });

  it("the other leads when the one was killed, not before its Lease has run out", async () => {
    // Killed: nobody turns its clock any more.
    await pass(12_500, [two]);
    expect(two.leads).to.equal(false);
    await pass(5_000, [two]);
    expect(two.leads).to.equal(true);
    one.clock.stopped(17_500);
  });

  it("the one stops before the other begins when it cannot renew", async () => {
    for (const state of ["cut", "hangs"] as const) {
      const [first, second] = one.leads ? [one, two] : [two, one];
      first.way.state = state;
      await pass(9_900, [one, two]);
      await pass(200, [one, two]);
      expect(first.leads, state).to.equal(false);
      expect(second.leads, state).to.equal(false);
      await pass(8_000, [one, two]);
      expect(second.leads, state).to.equal(true);
      first.way.state = "open";
      await pass(5_000, [one, two]);
      expect(first.leads, state).to.equal(false);
    }
  });

  it("nobody leads while nobody is answered, and one does soon after", async () => {
    one.way.state = "cut";
    two.way.state = "cut";
    await pass(60_000, [one, two]);
    expect(both()).to.deep.equal([false, false]);
    one.way.state = "open";
    two.way.state = "open";
    await pass(2_100, [one, two]);
    expect(both().filter(Boolean)).to.have.lengthOf(1);
  });

  it("one that was stopped for a while does not act when it goes on", async () => {
    one.clock.stopped(20_000);
    await pass(20_000, [two]);
    expect(two.leads).to.equal(true);
    // Before any timer of its own has fired:
    expect(one.leads).to.equal(false);
    await pass(5_000, [one, two]);
    expect(both()).to.deep.equal([false, true]);
    expect(one.events.lines.at(-1)).to.match(/^deposed one/);
  });

  it("one whose clock is set forward gives up, in case its machine slept, and lets another lead", async () => {
    one.clock.jump(3_600_000);
    expect(one.leads).to.equal(false);
    await pass(5_000, [one, two]);
    expect(both().filter(Boolean)).to.have.lengthOf(1);
    expect(one.events.lines.slice(0, 2)).to.deep.equal(["elected one", "deposed one: precondition"]);
  });

  it("one whose clock is set back goes on, and ends in time when it cannot renew", async () => {
    one.clock.jump(-3_600_000);
    await pass(60_000, [one, two]);
    expect(both()).to.deep.equal([true, false]);
    one.way.state = "cut";
    await pass(7_000, [one, two]);
    one.clock.jump(-3_600_000);
    await pass(3_100, [one, two]);
    expect(one.leads).to.equal(false);
  });

  it("one counts from when it asked for a renewal, not from a late answer", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    one.way.slowAnswer = promise;
    await pass(8_000, [one, two]);
    resolve();
    await pass(100, [one, two]);
    one.way.state = "cut";
    expect(one.leads).to.equal(true);
    await pass(4_000, [one, two]);
    expect(one.leads).to.equal(false);
  });

  it("one that waits does not lead sooner for a clock that is set forward", async () => {
    two.clock.jump(3_600_000);
    await pass(30_000, [one, two]);
    expect(both()).to.deep.equal([true, false]);
  });

  it("one goes on when the answer to its renewal was lost", async () => {
    one.way.losesAnswer = true;
    await pass(6_000, [one, two]);
    expect(both()).to.deep.equal([true, false]);
    expect(one.events.lines).to.deep.equal(["elected one", "lease delayed: unavailable"]);
  });

  it("one stops when somebody gives its Lease to another, or takes it away", async () => {
    const { known } = lease;
    if (known) lease.write({ ...known, holder: "somebody" });
    await pass(2_100, [one, two]);
    expect(both()).to.deep.equal([false, false]);
    expect(one.events.lines.at(-1)).to.equal("deposed one: conflict");
    lease.known = undefined;
    await pass(2_100, [one, two]);
    expect(both().filter(Boolean)).to.have.lengthOf(1);
    lease.known = undefined;
    await pass(4_200, [one, two]);
    expect(both().filter(Boolean)).to.have.lengthOf(1);
  });

  it("one that comes first at an end does not wait for what does not answer", async () => {
    two.way.state = "hangs";
    await pass(2_000, [one, two]);
    await two.stop();
    one.way.state = "hangs";
    const stopping = one.stop();
    await pass(2_100, [one]);
    await stopping;
  });
});

const what = fc.constantFrom("cut", "hangs", "open", "lost", "stopped", "forward", "back", "restart", "nothing");
const steps = fc.array(fc.tuple(what, fc.nat(2), fc.integer({ min: 1, max: 40 })), { maxLength: 30 });

describe("Candidates for a Lease", () => {
  it("never lead two at a time, whatever happens to them, and one does when nothing does", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const story = new Story();
        for (const [happens, who, seconds] of history) await story.take(happens, who, seconds);
        await story.end();
      }),
      { numRuns: runs(40), seed: Number(process.env["CACHEFORK_PROPERTY_SEED"] ?? Date.now() % 2 ** 31) },
    );
  });
});

/** Three candidates, and what happens to them. */
class Story {
  readonly #lease = new FakeLease();
  readonly #candidates = ["one", "two", "three"].map((name) => new Candidate(this.#lease, name));
  readonly #ended: Candidate[] = [];
  #lives = 0;

  async take(happens: string, who: number, seconds: number): Promise<void> {
    const candidate = this.#candidates[who];
    if (!candidate) return;
    const { clock, way } = candidate;
    if (happens === "cut" || happens === "hangs" || happens === "open") way.state = happens;
    if (happens === "lost") way.losesAnswer = true;
    if (happens === "forward") clock.jump(seconds * 1000);
    if (happens === "back") clock.jump(-seconds * 1000);
    if (happens === "restart") this.#restart(who, candidate);
    await this.#pass(seconds, happens === "stopped" ? candidate : undefined);
  }

  async end(): Promise<void> {
    for (const { way } of this.#candidates) way.state = "open";
    await this.#pass(30, undefined);
    expect(this.#leaders(), "in the end").to.have.lengthOf(1);
    for (const candidate of [...this.#candidates, ...this.#ended]) {
      candidate.way.state = "cut";
      const stopped = candidate.stop();
      // One that was killed may have been letting go of the Lease, and wait for an answer until its own clock says that it is enough.
      await pass(5_000, [candidate]);
      await stopped;
    }
  }

  /** Killed, and started again: its earlier life is never heard of again. */
  #restart(who: number, candidate: Candidate): void {
    this.#ended.push(candidate);
    this.#lives += 1;
    this.#candidates[who] = new Candidate(this.#lease, `life ${this.#lives}`);
  }

  /** Time passes for all alike; who is stopped does not wake. */
  async #pass(seconds: number, stopped: Candidate | undefined): Promise<void> {
    for (let half = 0; half < 2 * seconds; half += 1) {
      for (const candidate of this.#candidates) {
        if (candidate === stopped) candidate.clock.stopped(500);
        else await pass(500, [candidate]);
      }
      expect(this.#leaders().length, this.#leaders().join(" and ")).to.be.at.most(1);
    }
  }

  #leaders(): string[] {
    return this.#candidates.filter(({ leads }) => leads).map(({ name }) => name);
  }
}
