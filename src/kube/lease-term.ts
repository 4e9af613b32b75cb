/** A term of office under a Lease: over when it was not renewed in time, by whichever clock says so first. */
import type { Term } from "../cache/cluster.ts";
import { CacheError } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";

/** A moment, by both clocks: one stands still while the machine sleeps, the other is set now and then. */
export interface Moment {
  readonly ticks: number;
  readonly time: number;
}

export function momentOf(clock: Clock): Moment {
  return { ticks: clock.ticks(), time: clock.now().getTime() };
}

export class LeaseTerm implements Term {
  readonly #clock: Clock;
  readonly #lengthMs: number;
  readonly #over = new AbortController();
  #renewed: Moment;

  /** A term that lasts for so long after the moment before its Lease was written. */
  constructor(clock: Clock, lengthMs: number, begun: Moment) {
    this.#clock = clock;
    this.#lengthMs = lengthMs;
    this.#renewed = begun;
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Milliseconds until it is over unless it is renewed; not above 0 when it is. */
  get left(): number {
    const { ticks, time } = momentOf(this.#clock);
    return this.#lengthMs - Math.max(ticks - this.#renewed.ticks, time - this.#renewed.time);
  }

  /** What it was renewed at is the moment before the Lease was written. A term that is over stays over. */
  renewed(before: Moment): void {
    this.#renewed = before;
  }

  check(): void {
    if (!this.signal.aborted && this.left <= 0) {
      this.end(new CacheError("precondition", `The Lease was not renewed for ${this.#lengthMs / 1000} s`));
    }
    if (this.signal.aborted) throw new CacheError("precondition", "Another replica may act now", { cause: this.why });
  }

  /** Ends it, for whoever works in it. */
  end(why: CacheError): void {
    this.#over.abort(why);
  }

  /** Why it is over; undefined while it is not. */
  get why(): unknown {
    return this.signal.reason;
  }
}
