/** Asks once for all who want to know the same at the same time. */

interface Asked<Answer> {
  readonly current: Promise<Answer>;
  /** Begins when the current one has ended. */
  next: Promise<Answer> | undefined;
}

/**
 * Every answer is of a question that was put after the caller asked: one that is under way may be answered by what was so before. So there
 * are two at most for each key, one under way and one for all who came since.
 */
export class SharedQuestions<Answer> {
  readonly #asked = new Map<string, Asked<Answer>>();

  async ask(key: string, put: () => Promise<Answer>): Promise<Answer> {
    const known = this.#asked.get(key);
    if (!known) return this.#begin(key, put);
    known.next ??= known.current.then(
      () => this.#begin(key, put),
      () => this.#begin(key, put),
    );
    return known.next;
  }

  #begin(key: string, put: () => Promise<Answer>): Promise<Answer> {
    const asked: Asked<Answer> = { current: put(), next: undefined };
    this.#asked.set(key, asked);
    const ended = (): void => {
      if (this.#asked.get(key) === asked && !asked.next) this.#asked.delete(key);
    };
    asked.current.then(ended, ended);
    return asked.current;
  }
}
