/** A Clock that stands still until a test turns it. */
import { throwIfAborted } from "../../src/cache/errors.ts";
import type { Clock } from "../../src/cache/ports.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class FakeClock implements Clock {
  #now: number;
  /** By how much it was set forward. */
  #set = 0;
  #sleepers: Sleeper[] = [];
  #waiters: (() => void)[] = [];

  constructor(start = "2026-01-01T00:00:00Z") {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now + this.#set);
  }

  ticks(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      throwIfAborted(signal);
      const sleeper = { until: this.#now + ms, wake };
      const give = (): void => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        try {
          throwIfAborted(signal);
        } catch (error) {
          reject(error);
        }
      };
      function wake(): void {
        signal.removeEventListener("abort", give);
        resolve();
      }
      signal.addEventListener("abort", give, { once: true });
      if (ms <= 0) {
        wake();
        return;
      }
      this.#sleepers.push(sleeper);
      for (const waiter of this.#waiters.splice(0)) waiter();
    });
  }

  /** Somebody sets the clock: nobody sleeps longer or shorter for that. */
  jump(ms: number): void {
    this.#set += ms;
  }

  /** The process is stopped for so long: time goes on, and nobody wakes until the clock is turned again. */
  stopped(ms: number): void {
    this.#now += ms;
  }

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Resolves when somebody sleeps; at once if somebody does. */
  slept(): Promise<void> {
    if (this.#sleepers.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  /** Turns the clock, stopping at each sleeper on the way so that it wakes in its own time and may sleep again. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#nextBefore(end); next !== undefined; next = this.#nextBefore(end)) {
      const sleeper = next;
      this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
      this.#now = Math.max(this.#now, sleeper.until);
      sleeper.wake();
      // What the sleeper does next comes before the next sleeper.
      await settled();
    }
    this.#now = end;
  }

  #nextBefore(end: number): Sleeper | undefined {
    return this.#sleepers.filter(({ until }) => until <= end).toSorted((a, b) => a.until - b.until)[0];
  }
}

/** Lets everything run that is ready to. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
