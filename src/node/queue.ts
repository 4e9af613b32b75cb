/** Background work by key: one at a time for each key, the same piece only once, and everything awaited at the end. */

/** Runs work in order of arrival within a key, and side by side across keys. */
export class Queue {
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #inFlight = new Map<string, Promise<unknown>>();

  /** Runs `work` after all earlier work of this key. A second call with the same id joins the first one's promise. */
  run<Result>(key: string, id: string, work: () => Promise<Result>): Promise<Result> {
    const joined = this.#inFlight.get(id);
    if (joined) return joined as Promise<Result>;
    const before = this.#tails.get(key) ?? Promise.resolve();
    const running = before.then(work);
    const tail = running.then(ignore, ignore).finally(() => {
      this.#inFlight.delete(id);
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    this.#inFlight.set(id, running);
    this.#tails.set(key, tail);
    return running;
  }

  /** Whether no work of this key is known. */
  isIdle(key: string): boolean {
    return !this.#tails.has(key);
  }

  /** Resolves when all work of this key that is known now has ended, well or not. */
  async idle(key: string): Promise<void> {
    await this.#tails.get(key);
  }

  /** Resolves when no work is left at all. */
  async drained(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}

function ignore(): void {
  // Whoever started the work has its error; the ones behind it only wait.
}
