/** A candidate for a Lease in tests: an election with a clock, a way to the Lease and a process of its own. */
import { setImmediate } from "node:timers/promises";
import type { Term } from "../../src/cache/cluster.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { Election } from "../../src/kube/lease.ts";
import { ControllerRecorder } from "../fakes/controller-recorder.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import type { FakeLease, LeaseWay } from "../fakes/fake-lease.ts";

export class Candidate {
  readonly name: string;
  readonly clock = new FakeClock();
  readonly events = new ControllerRecorder();
  readonly way: LeaseWay;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #term: Term | undefined;

  constructor(lease: FakeLease, name: string) {
    this.name = name;
    this.way = lease.way();
    const { clock, events, way } = this;
    this.#running = new Election({ lease: way, identity: name, clock, events }).run(
      (term) => this.#work(term),
      this.#stop.signal,
    );
  }

  /** Whether it would write now: what a reconciler asks before every write. */
  get leads(): boolean {
    try {
      this.#term?.check();
      return this.#term !== undefined;
    } catch {
      return false;
    }
  }

  /** Stops it as SIGTERM does. */
  async stop(): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "stopping"));
    await this.#running;
  }

  async #work(term: Term): Promise<void> {
    this.#term = term;
    const { promise, resolve } = Promise.withResolvers<void>();
    term.signal.addEventListener("abort", () => resolve(), { once: true });
    if (!term.signal.aborted) await promise;
    this.#term = undefined;
  }
}

/** Time passes for all of them alike, in small steps. */
export async function pass(ms: number, candidates: readonly Candidate[]): Promise<void> {
  await setImmediate();
  for (let left = ms; left > 0; left -= 100) {
    for (const { clock } of candidates) await clock.advance(Math.min(100, left));
  }
  await setImmediate();
}
