/** Random histories on real overlay mounts: after every commit the head shows what the model says. */
import { expect } from "chai";
import { withoutRun } from "../../src/cache/compact.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { totalsOf } from "../../src/cache/totals.ts";
import type { Volume } from "../../src/cache/volume.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { describeMounts } from "../host/real-mounts.ts";
import { merge } from "../model/merge.ts";
import { linked, observe } from "../model/observe.ts";
import { shownBytes } from "../model/stack.ts";
import { type Directory, directoriesIn, emptyDirectory, lines, stripped } from "../model/tree.ts";
import { Wire } from "../stories/held.ts";
import { inMemory, RealNode, requestFor } from "../support/world.ts";
import { operate } from "./disk-files.ts";
import { holds, type Step } from "./steps.ts";

/** Checks so many histories with a ledger that works, and so many with one that fails; more where CACHEFORK_PROPERTY_RUNS says so. */
export function describeHistories(few: number): void {
  describeMounts("The head after random histories on real mounts", () => {
    for (const [ledger, what] of [
      ["working", "shows what the model says, after every commit"],
      ["failing", "shows what the model says in the end, when volumes start from deltas that are not in the log yet"],
    ] as const) {
      it(what, async function () {
        this.timeout(0);
        const clock = new FakeClock();
        const failures = new Failures();
        const under = inMemory();
        await using real = await RealNode.start({ keep: 2, under, clock, ledger: (inner) => failures.before(inner) });
        let count = 0;
        await holds(few, async (steps) => {
          count += 1;
          await using history = new History({ real, clock, failures, ledger }, `cache-${count}`);
          for (const step of steps) await history.take(step);
          await history.end();
        });
      });
    }
  });
}

/** Lets appends fail as often as it is told, and sweeps wait. */
class Failures {
  readonly #wire = new Wire();
  #left = 0;
  #swept: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#wire.check = async (call) => {
      if (call === "ledger.caches") await this.#swept;
      if (call !== "ledger.append" || this.#left === 0) return;
      this.#left -= 1;
      throw new CacheError("unavailable", "no answer");
    };
  }

  before<Ledger extends object>(ledger: Ledger): Ledger {
    return this.#wire.through("ledger", ledger, ["domain"]);
  }

  /** Work that makes a layer which nothing pins yet: no sweep that has seen it goes on before it is done. */
  async unswept<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = Promise.withResolvers<void>();
    this.#swept = done.promise;
    try {
      return await work();
    } finally {
      done.resolve();
    }
  }

  /** So many appends fail from now on; 0 for none any more. */
  next(appends: number): void {
    this.#left = appends;
  }
}

interface Parts {
  readonly real: RealNode;
  readonly clock: FakeClock;
  readonly failures: Failures;
  readonly ledger: "working" | "failing";
}

interface Opened {
  readonly target: string;
  readonly base: Directory;
  /** What was the newest view when it started: nothing else was closed since, if it still is. */
  readonly newest: Directory | undefined;
}

/** One cache, its volumes, and what the model says of it. */
class History implements AsyncDisposable {
  readonly #parts: Parts;
  readonly #real: RealNode;
  readonly #cache: CacheKey;
  readonly #open = new Map<string, Opened>();
  /** By incarnation: closed, and not in the head yet. */
  readonly #waiting = new Map<string, { readonly base: Directory; readonly view: Directory }>();
  #model: Directory = emptyDirectory;
  #linked = false;
  /** What a new volume must show; undefined where that is not for this model to say: deltas on a head that is not their base. */
  #newest: Directory | undefined = emptyDirectory;

  constructor(parts: Parts, name: string) {
    this.#parts = parts;
    this.#real = parts.real;
    this.#cache = { namespace: "builds", name };
  }

  async take(step: Step): Promise<void> {
    const [volume = "", ...operation] = step.split(" ");
    if (volume === "compact") return this.#compact(Number(operation[0]), Number(operation[1]));
    if (operation[0] === "close") return this.#close(volume);
    const { target } = this.#open.get(volume) ?? (await this.#publish(volume));
    this.#linked ||= operation[0] === "link";
    if (operation[0] !== "open") operate(target, operation.join(" "));
  }

  /** Lets all commits be made, and compares. */
  async end(): Promise<void> {
    this.#parts.failures.next(0);
    if (this.#waiting.size > 0) await this.#parts.clock.advance(60_000);
    await this.#real.until(() => this.#closed());
    for (const { name, args } of this.#real.events.calls.splice(0)) {
      if (name === "committed" || name === "unchanged") this.#merge((args[0] as Volume).incarnation);
    }
    expect(this.#waiting.size, "closed, and neither committed nor unchanged").to.equal(0);
    await this.#compare("at the end");
  }

  /** Removes what is left of it, so that the next history finds the node empty. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#parts.failures.next(0);
    for (const volume of this.#open.keys()) await this.#real.unpublish(this.#id(volume));
    await this.#parts.clock.advance(60_000);
    await this.#real.until(() => this.#closed());
    const { last } = await this.#real.world.ledger.head(this.#cache);
    await this.#real.world.ledger.retire(this.#cache, last);
  }

  #closed(): boolean {
    const volumes = this.#real.world.volumes.list();
    return volumes.every(({ state, request }) => state !== "sealed" || request.cache.name !== this.#cache.name);
  }

  #id(volume: string): string {
    return `${this.#cache.name}-${volume}`;
  }

  async #publish(volume: string): Promise<Opened> {
    const target = await this.#real.publish(this.#id(volume), requestFor(this.#cache.name));
    const opened = { target, base: observe(target), newest: this.#newest };
    this.#open.set(volume, opened);
    if (this.#newest) {
      expect(lines(opened.base), `what volume ${volume} starts from`).to.deep.equal(lines(this.#newest));
    }
    return opened;
  }

  async #close(volume: string): Promise<void> {
    const opened = this.#open.get(volume);
    if (!opened) return;
    const address = { volumeId: this.#id(volume), target: opened.target };
    const { upper = "", incarnation = "" } = this.#real.world.volumes.find(address) ?? {};
    const view = stripped(linked(observe(opened.target), this.#real.layout.layer(upper)));
    this.#waiting.set(incarnation, { base: opened.base, view });
    // What was only touched shows while it waits, and no more when nothing else was to be committed.
    const touched = lines(merge(opened.base, opened.base, view)).join("\n") !== lines(view).join("\n");
    this.#newest = opened.newest === this.#newest && this.#newest && !touched ? view : undefined;
    if (this.#parts.ledger === "failing") this.#parts.failures.next(1);
    await this.#real.unpublish(this.#id(volume));
    this.#open.delete(volume);
    if (this.#parts.ledger === "working") await this.end();
  }

  /** In the order of the commits, which is not that of the seals when some of them are tried again. */
  #merge(incarnation: string): void {
    const closed = this.#waiting.get(incarnation);
    if (closed) this.#model = merge(closed.base, this.#model, closed.view);
    this.#waiting.delete(incarnation);
  }

  async #compact(from: number, to: number): Promise<void> {
    await this.end();
    await this.#parts.failures.unswept(() => this.#compactNow(from, to));
    await this.#compare(`after layers ${from} to ${to} were compacted`);
  }

  async #compactNow(from: number, to: number): Promise<void> {
    const { ledger, layers } = this.#real.world;
    const head = await ledger.head(this.#cache);
    const chain = head.generation?.layers ?? [];
    const run = chain.slice(from, to);
    if (!head.generation || run.length === 0) return;
    const ids = run.map((layer) => layer.id);
    const made = await layers.squash(ids, to >= chain.length ? "nothing" : "something");
    const planned = { chain: head.generation, run: { from, to: Math.min(to, chain.length) } };
    const left = withoutRun(head.generation, planned, made);
    await ledger.append(this.#cache, head, { ...head.generation, ...left, kind: "compacted", volume: "" });
  }

  async #compare(when: string): Promise<void> {
    const shown = await this.#real.looking(await this.#real.headLayers(this.#cache), observe);
    expect(lines(shown), `the head ${when}`).to.deep.equal(lines(this.#model));
    await this.#checkTotals(when, shown);
    this.#model = shown;
    this.#newest = shown;
  }

  /** What the generation says of its layers is what is on the disk; of files with several names, more may count as dead. */
  async #checkTotals(when: string, shown: Directory): Promise<void> {
    const { generation } = await this.#real.world.ledger.head(this.#cache);
    if (!generation) return;
    if (!totalsOf(generation)) {
      expect(this.#parts.ledger, "where totals may be unknown").to.equal("failing");
      return;
    }
    if (generation.layers.length > 0) {
      expect(generation.directories, `directories ${when}`).to.equal(directoriesIn(shown));
    }
    const live = generation.layers.map(({ size, dead = 0 }) => size - dead);
    const exact = shownBytes(generation.layers.map(({ id }) => observe(this.#real.layout.layer(id))));
    if (this.#linked) for (const [index, bytes] of live.entries()) expect(bytes).to.be.at.most(exact[index] ?? 0);
    else expect(live, `live bytes of the layers ${when}`).to.deep.equal(exact);
  }
}
