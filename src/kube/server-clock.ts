/** The time of day as the API server tells it. */
import type { Clock } from "../cache/ports.ts";

/**
 * Goes by the dates of the API server's answers, and between them by a clock that nobody sets: what is decided by it is decided by the
 * same time on every machine, also when one's own was set wrong or jumps. Until the first answer, the time of day is one's own.
 */
export class ServerClock implements Clock {
  readonly #own: Clock;
  /** Milliseconds from the ticks to the server's time. */
  #ahead: number | undefined;

  constructor(own: Clock) {
    this.#own = own;
  }

  /** An answer's `Date` (RFC 9110 §6.6.1), in whole seconds. What cannot be read tells nothing. */
  heard(date: string | undefined): void {
    const time = Date.parse(date ?? "");
    if (!Number.isNaN(time)) this.#ahead = time - this.#own.ticks();
  }

  now(): Date {
    return this.#ahead === undefined ? this.#own.now() : new Date(this.#own.ticks() + this.#ahead);
  }

  ticks(): number {
    return this.#own.ticks();
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return this.#own.sleep(ms, signal);
  }
}
