/** Elects the one of several replicas that acts, by a Lease (coordination.k8s.io/v1). */
import type { Term } from "../cache/cluster.ts";
import type { ControllerEvents } from "../cache/controller-events.ts";
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import { LeaseTerm, type Moment, momentOf } from "./lease-term.ts";

/** What a Lease says. */
export interface LeaseRecord {
  /** Empty when nobody holds it. */
  readonly holder: string;
  /** Milliseconds after which others may take it, counted from when they saw its last change. */
  readonly durationMs: number;
  readonly acquired: Date;
  readonly renewed: Date;
  /** How often it changed hands. */
  readonly transitions: number;
}

export interface KnownLease extends LeaseRecord {
  readonly uid: string;
  readonly revision: string;
}

/** The one Lease that replicas compete for. Every method throws `unavailable` when nobody answers. */
export interface LeasePort {
  read(signal: AbortSignal): Promise<KnownLease | undefined>;
  /** Throws `exists`. */
  create(record: LeaseRecord, signal: AbortSignal): Promise<KnownLease>;
  /** Throws `conflict` when it is no longer of the known revision, that or `not-found` when it is gone. */
  update(known: KnownLease, record: LeaseRecord, signal: AbortSignal): Promise<KnownLease>;
}

/** Milliseconds. A holder gives up earlier than others may take over: their clocks may go faster than its own. */
export interface LeaseTiming {
  readonly durationMs: number;
  readonly deadlineMs: number;
  readonly retryMs: number;
}

/** Those that Kubernetes' own controllers use. */
export const usualTiming: LeaseTiming = { durationMs: 15_000, deadlineMs: 10_000, retryMs: 2_000 };

export interface ElectionOptions {
  readonly lease: LeasePort;
  /** No other process may ever have the same one, not even an earlier life of this one. */
  readonly identity: string;
  readonly clock: Clock;
  readonly events: Pick<ControllerEvents, "elected" | "deposed" | "leaseDelayed" | "leaseRenewed">;
  readonly timing?: LeaseTiming;
}

/** One replica's candidature. */
export class Election {
  readonly #options: ElectionOptions;
  readonly #timing: LeaseTiming;

  constructor(options: ElectionOptions) {
    this.#options = options;
    this.#timing = options.timing ?? usualTiming;
  }

  /**
   * Calls `work` in each term that this replica gets, one after the other, until the signal fires: it ends then, when the work has ended and
   * the Lease was let go of. Work that ends by itself, or fails, ends its term.
   */
  async run(work: (term: Term) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      try {
        const { known, before } = await this.#acquire(signal);
        await this.#serve(known, before, work, signal);
        await clock.sleep(this.#timing.retryMs, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  async #acquire(signal: AbortSignal): Promise<{ readonly known: KnownLease; readonly before: Moment }> {
    const { lease, clock, events } = this.#options;
    let seen = { revision: "", ticks: 0 };
    for (;;) {
      try {
        const there = await this.#within(this.#timing.deadlineMs, (ended) => lease.read(ended), signal);
        // What the holder's clock says is not compared with ours: we count from the change that we saw.
        if (there && there.revision !== seen.revision) seen = { revision: there.revision, ticks: clock.ticks() };
        if (!there || this.#isFree(there, clock.ticks() - seen.ticks)) {
          const before = momentOf(clock);
          const known = await this.#within(this.#timing.deadlineMs, (ended) => this.#take(there, ended), signal);
          return { known, before };
        }
      } catch (error) {
        throwIfAborted(signal);
        if (!isKind(error, "conflict", "exists", "not-found")) events.leaseDelayed(error);
      }
      await clock.sleep(this.#timing.retryMs, signal);
    }
  }

  #isFree({ holder, durationMs }: KnownLease, unchangedMs: number): boolean {
    return holder === "" || holder === this.#options.identity || unchangedMs >= durationMs;
  }

  #take(there: KnownLease | undefined, signal: AbortSignal): Promise<KnownLease> {
    const { lease, identity, clock } = this.#options;
    const now = clock.now();
    const { durationMs } = this.#timing;
    const transitions = there ? there.transitions + 1 : 0;
    const record = { holder: identity, durationMs, acquired: now, renewed: now, transitions };
    return there ? lease.update(there, record, signal) : lease.create(record, signal);
  }

  async #serve(
    known: KnownLease,
    before: Moment,
    work: (term: Term) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, events, identity } = this.#options;
    const term = new LeaseTerm(clock, this.#timing.deadlineMs, before);
    const stop = (): void => term.end(new CacheError("cancelled", "The replica is stopping"));
    signal.addEventListener("abort", stop, { once: true });
    events.elected(identity);
    const renewing = this.#renew(known, term);
    let why: unknown;
    try {
      await work(term);
    } catch (error) {
      why = error;
    }
    why = term.why ?? why;
    const isTaken = isKind(term.why, "conflict");
    stop();
    signal.removeEventListener("abort", stop);
    const last = await renewing;
    events.deposed(identity, why);
    if (!isTaken) await this.#release(last);
  }

  /** Until the term is over; answers the Lease as it was last. */
  async #renew(first: KnownLease, term: LeaseTerm): Promise<KnownLease> {
    const { clock, events } = this.#options;
    let known = first;
    for (;;) {
      try {
        await clock.sleep(this.#timing.retryMs, term.signal);
        // This process may have been stopped meanwhile.
        term.check();
        const before = momentOf(clock);
        known = await this.#within(term.left, (ended) => this.#renewOnce(known, ended), term.signal);
        term.check();
        term.renewed(before);
        events.leaseRenewed();
      } catch (error) {
        if (term.signal.aborted) return known;
        if (isKind(error, "conflict")) term.end(error);
        else events.leaseDelayed(error);
        if (term.left <= 0) term.end(new CacheError("deadline", "The Lease could not be renewed in time"));
      }
    }
  }

  /** Throws `conflict` when it is another's by now, or gone. */
  async #renewOnce(known: KnownLease, signal: AbortSignal): Promise<KnownLease> {
    const { lease, identity, clock } = this.#options;
    const renew = (there: KnownLease): Promise<KnownLease> =>
      lease.update(there, { ...there, holder: identity, renewed: clock.now() }, signal);
    try {
      return await renew(known);
    } catch (error) {
      if (!isKind(error, "conflict", "not-found")) throw error;
      // It may be our own write, whose answer was lost.
      const there = await lease.read(signal);
      if (there?.holder === identity) return renew(there);
      throw new CacheError("conflict", there ? `The Lease is held by ${there.holder}` : "The Lease is gone", {
        cause: error,
      });
    }
  }

  /** So that another need not wait until it ends by itself. */
  async #release(known: KnownLease): Promise<void> {
    const { lease, clock, events } = this.#options;
    const never = new AbortController().signal;
    const free = { ...known, holder: "", durationMs: 1_000, renewed: clock.now() };
    try {
      await this.#within(this.#timing.retryMs, (ended) => lease.update(known, free, ended), never);
    } catch (error) {
      // Then it is another's already.
      if (!isKind(error, "conflict", "not-found")) events.leaseDelayed(error);
    }
  }

  async #within<Result>(
    ms: number,
    call: (ended: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    throwIfAborted(signal);
    const enough = new AbortController();
    const done = new AbortController();
    const late = new CacheError("unavailable", `No answer about the Lease for ${Math.round(ms / 1000)} s`);
    const waiting = this.#options.clock.sleep(ms, AbortSignal.any([done.signal, signal])).then(
      () => enough.abort(late),
      () => {},
    );
    try {
      return await call(AbortSignal.any([signal, enough.signal]));
    } finally {
      done.abort();
      await waiting;
    }
  }
}
