/** Random histories of a cluster's objects: whatever happens, the controller's plans delete nothing above a floor, pass no pin, and come to an end. */
import { expect } from "chai";
import * as fc from "fast-check";
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "../../src/cache/cluster.ts";
import { ownersOf } from "../../src/cache/domain-owner.ts";
import { isUpkeep } from "../../src/cache/generation.ts";
import { planCache, planHoldings, silentHoldings, silentMs } from "../../src/controller/plan.ts";
import { lostMs } from "../../src/controller/plan-logs.ts";
import { cacheObject, entry, heldLog, holding, now } from "../controller/objects.ts";
import { runs } from "./steps.ts";

const names = ["0000000a", "0000000b", "0000000c"] as const;
type Domain = (typeof names)[number];

type Step =
  | { readonly does: "commit" | "compact" | "prune"; readonly domain: Domain }
  /** The oldest or newest entry, or one between. */
  | { readonly does: "pin" | "retire" | "lose"; readonly domain: Domain; readonly share: number }
  | { readonly does: "unpin" }
  | { readonly does: "leave" | "return"; readonly domain: Domain }
  | { readonly does: "keep"; readonly keep: number }
  | { readonly does: "wait"; readonly ms: number }
  | { readonly does: "remake" }
  | { readonly does: "reconcile" };

const domain = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: fc.constantFrom("commit", "compact", "prune"), domain }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom("pin", "retire", "lose"),
      domain,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("unpin" as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("leave", "return"), domain }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("keep" as const), keep: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("wait" as const),
      ms: fc.constantFrom(1000, silentMs, lostMs / 2, lostMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("remake" as const) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant("reconcile" as const) }) },
);

/** One cache, and the nodes that use it. */
class Cluster {
  #cache: ClusterCache = cacheObject({ keep: 2 });
  #entries: ClusterGeneration[] = [];
  readonly #last = new Map<Domain, ClusterGeneration>();
  readonly #holdings = new Map<Domain, ClusterHolding>();
  readonly #nodes = new Set<string>();
  #now = now;

  take(what: Step): void {
    if ("domain" in what) return this.#happens(what);
    if (what.does === "unpin") this.#cache = { ...this.#cache, pins: [] };
    if (what.does === "keep") this.#cache = { ...this.#cache, keep: what.keep };
    if (what.does === "wait") this.#now = new Date(this.#now.getTime() + what.ms);
    if (what.does === "remake") this.#cache = cacheObject({ keep: 2, uid: `${this.#cache.uid}+` });
    if (what.does === "reconcile") this.reconcile();
  }

  /** Something of one node. */
  #happens(what: Extract<Step, { domain: Domain }>): void {
    switch (what.does) {
      case "commit":
      case "compact":
      case "prune":
        return this.#append(what.domain, what.does);
      case "pin":
        return this.#pin(what.domain, what.share);
      case "retire":
        return this.#tell(what.domain, this.#pick(what.domain, what.share)?.number ?? 0);
      case "lose": {
        const lost = this.#pick(what.domain, what.share);
        this.#entries = this.#entries.filter((one) => one !== lost);
        return;
      }
      case "leave":
        this.#nodes.delete(`node-${what.domain}`);
        return;
      case "return":
        return this.#tell(what.domain, 0);
    }
  }

  /** Carries out the plans, checks every action, and that nothing is left to do then. */
  reconcile(): void {
    for (const action of planHoldings(silentHoldings([...this.#holdings.values()], this.#now), this.#nodes)) {
      if (action.act === "delete-holding") this.#holdings.delete(action.holding.domain as Domain);
    }
    this.#carryOut();
    // A log that is given up leaves the status when its entries are gone: until then its floor is needed there.
    const [next] = this.#plan();
    const fewer = next?.act === "write-status" && next.status.heads.length < this.#floors().size;
    if (fewer) this.#carryOut();
    expect(this.#plan(), "a second plan").to.deep.equal([]);
    this.#checkKept();
  }

  #carryOut(): void {
    for (const action of this.#plan()) {
      if (action.act === "write-status") this.#write(action.status);
      if (action.act === "delete-generation") this.#delete(action.generation);
    }
  }

  #plan(): ReturnType<typeof planCache> {
    const there = [...this.#holdings.values()];
    const view = {
      cache: this.#cache,
      generations: this.#entries,
      held: there.flatMap((one) => one.logs.map((log) => ({ ...log, domain: one.domain, node: one.node }))),
      nodes: ownersOf(there),
    };
    return planCache(view, this.#now);
  }

  #write(status: CacheStatus): void {
    const floors = this.#floors();
    for (const { domain: of, floor } of status.heads) {
      const before = floors.get(of) ?? 0;
      expect(floor, "a floor never falls").to.be.at.least(before);
      const pins = this.#cache.pins.filter((pin) => pin.domain === of).map(({ generation }) => generation);
      expect(floor, "a floor passes no pin").to.be.at.most(Math.max(before, Math.min(Infinity, ...pins) - 1));
    }
    this.#cache = { ...this.#cache, status: JSON.parse(JSON.stringify(status)) as CacheStatus };
  }

  #delete(generation: ClusterGeneration): void {
    expect(generation.number, "deleted").to.be.at.most(this.#floors().get(generation.domain) ?? 0);
    expect(this.#cache.pins).to.not.deep.include({ domain: generation.domain, generation: generation.number });
    expect(generation.cacheUID).to.equal(this.#cache.uid);
    this.#entries = this.#entries.filter((one) => one !== generation);
  }

  /** What a user asked to keep is there, unless its node let go of it, or is gone. */
  #checkKept(): void {
    const { keep, pins, uid } = this.#cache;
    for (const of of names) {
      const own = this.#entries.filter((one) => one.domain === of && one.cacheUID === uid);
      const { epoch } = own.at(-1) ?? {};
      const counted = own.filter((one) => !isUpkeep(one) && one.epoch === epoch);
      if (pins.every((pin) => pin.domain !== of)) expect(counted.length, "kept").to.be.at.most(keep);
    }
  }

  #floors(): ReadonlyMap<string, number> {
    return new Map((this.#cache.status?.heads ?? []).map((head) => [head.domain, head.floor]));
  }

  #append(to: Domain, does: "commit" | "compact" | "prune"): void {
    const last = this.#last.get(to);
    const kind = ({ commit: "build", compact: "compacted", prune: "pruned" } as const)[does];
    const epoch = (last?.epoch ?? 0) + (kind === "pruned" ? 1 : 0);
    const time = this.#now.toISOString();
    const made = entry((last?.number ?? 0) + 1, { domain: to, kind, epoch, time, cacheUID: this.#cache.uid });
    this.#last.set(to, made);
    this.#entries.push(made);
    this.#tell(to, 0);
  }

  #pin(of: Domain, share: number): void {
    const generation = this.#pick(of, share)?.number;
    if (generation === undefined || generation <= (this.#floors().get(of) ?? 0)) return;
    this.#cache = { ...this.#cache, pins: [...this.#cache.pins, { domain: of, generation }] };
  }

  #tell(of: Domain, floor: number): void {
    const before = this.#holdings.get(of)?.logs[0]?.floor ?? 0;
    const made = holding(`node-${of}`, of, [heldLog({ floor: Math.max(before, floor), hits: floor })]);
    this.#holdings.set(of, { ...made, time: this.#now.toISOString() });
    this.#nodes.add(made.node);
  }

  #pick(of: Domain, share: number): ClusterGeneration | undefined {
    const own = this.#entries.filter((one) => one.domain === of && one.cacheUID === this.#cache.uid);
    return own[Math.min(own.length - 1, Math.floor(share * own.length))];
  }
}

describe("The controller's plans", () => {
  it("delete nothing above a floor, pass no pin, and leave nothing to plan, in every history", function () {
    this.timeout(0);
    const seed = Number(process.env["CACHEFORK_PROPERTY_SEED"] ?? Date.now() % 2 ** 31);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
        const cluster = new Cluster();
        for (const what of steps) cluster.take(what);
        cluster.reconcile();
      }),
      { numRuns: runs(400), seed },
    );
  });
});
