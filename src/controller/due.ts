/** Which keys are to be looked at, and when: each by one at a time, and not sooner after the last time than it may. */
import type { Clock } from "../cache/ports.ts";

interface Wait<Key> {
  readonly key: Key;
  /** In the clock's ticks. */
  readonly at: number;
}

/** Keys that wait for their time. Marking one that waits already changes nothing, so that a burst of changes is one look. */
export class Due<Key> {
  readonly #clock: Clock;
  readonly #nameOf: (key: Key) => string;
  readonly #waiting = new Map<string, Wait<Key>>();
  /** Taken, and not done yet. */
  readonly #taken = new Set<string>();
  /** When what was done may be taken again. */
  readonly #rests = new Map<string, number>();
  #changed = Promise.withResolvers<void>();

  constructor(clock: Clock, nameOf: (key: Key) => string) {
    this.#clock = clock;
    this.#nameOf = nameOf;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Asks for a look, after so many milliseconds; one that was asked for sooner stays. */
  mark(key: Key, ms = 0): void {
    const name = this.#nameOf(key);
    const at = this.#clock.ticks() + ms;
    if ((this.#waiting.get(name)?.at ?? Infinity) <= at) return;
    this.#waiting.set(name, { key, at });
    this.#wake();
  }

  /** The next key that is due; nobody else gets it until it is done. Rejects when the signal fires. */
  async take(signal: AbortSignal): Promise<Key> {
    for (;;) {
      const { promise } = this.#changed;
      const now = this.#clock.ticks();
      const first = this.#first();
      if (first && first.at <= now) {
        const name = this.#nameOf(first.key);
        this.#waiting.delete(name);
        this.#taken.add(name);
        return first.key;
      }
      await this.#pause(promise, first ? first.at - now : Infinity, signal);
    }
  }

  /** Ends what `take` began: the key may be taken again after so many milliseconds. */
  done(key: Key, restMs: number): void {
    const name = this.#nameOf(key);
    const now = this.#clock.ticks();
    this.#taken.delete(name);
    for (const [other, until] of this.#rests) if (until <= now) this.#rests.delete(other);
    this.#rests.set(name, now + restMs);
    this.#wake();
  }

  /** Of those that nobody has, the one whose time comes first. */
  #first(): Wait<Key> | undefined {
    let first: Wait<Key> | undefined;
    for (const [name, { key, at: wanted }] of this.#waiting) {
      const at = Math.max(wanted, this.#rests.get(name) ?? 0);
      if (!this.#taken.has(name) && at < (first?.at ?? Infinity)) first = { key, at };
    }
    return first;
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  /** Until something changes, or the time is over. */
  async #pause(changed: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const stop = AbortSignal.any([enough.signal, signal]);
    const slept = this.#clock.sleep(ms, stop).catch(() => {});
    await Promise.race([changed, slept]);
    enough.abort();
    signal.throwIfAborted();
  }
}
