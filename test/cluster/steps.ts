/** Tells the terminal which step is being taken, and how long it took. */

/** Where a line of progress goes. */
export type Say = (line: string) => void;

export class Steps {
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  /** Says how long the work took when it is done, and that it failed when it does. */
  async take<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const started = performance.now();
    const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
    try {
      const result = await work();
      this.#say(`${seconds()}  ${what}`);
      return result;
    } catch (error) {
      this.#say(`${seconds()}  ${what}: FAILED`);
      throw error;
    }
  }

  note(text: string): void {
    this.#say(`          ${text}`);
  }
}
