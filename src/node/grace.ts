/** Grace periods: tells when all operations that were under way at some moment have ended, as read-copy-update does. */

/**
 * Publishes and commits enter; the sweep marks what nothing pins, waits for one grace period, and deletes what is still unpinned.
 * So nothing that an operation under way found in the log disappears before it wrote its pins, and nobody ever waits for a sweep.
 */
export class Grace {
  readonly #operations = new Set<Promise<void>>();

  /** Runs an operation that reads what a sweep may delete, or makes what nothing pins yet. */
  async during<Result>(operation: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#operations.add(promise);
    try {
      return await operation();
    } finally {
      this.#operations.delete(promise);
      resolve();
    }
  }

  /** Resolves when every operation that is under way now has ended. */
  async passed(): Promise<void> {
    await Promise.all(this.#operations);
  }
}
