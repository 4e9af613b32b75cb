/** Notices when calls have paused, to do what would only be in their way. */

/** What a pause is. */
export interface PauseLengths {
  /** Milliseconds without an answered call that are a pause. */
  readonly pauseMs: number;
  /** Milliseconds between two of them that count. */
  readonly intervalMs: number;
}

const usual: PauseLengths = { pauseMs: 250, intervalMs: 10_000 };

/** Runs something in pauses between calls, not often, and once at the beginning. */
export class Pauses implements Disposable {
  readonly #inPause: () => void;
  readonly #lengths: PauseLengths;
  #timer: NodeJS.Timeout;
  #over = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(inPause: () => void, lengths: PauseLengths = usual) {
    this.#lengths = lengths;
    this.#inPause = inPause;
    this.#timer = this.#soon();
  }

  /** A call was answered: what follows may be a pause. */
  answered(): void {
    if (this.#over) this.#timer = this.#soon();
    else this.#timer.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #soon(): NodeJS.Timeout {
    this.#over = false;
    const { pauseMs, intervalMs } = this.#lengths;
    const wait = Math.max(pauseMs, this.#last + intervalMs - performance.now());
    return setTimeout(() => this.#paused(), wait).unref();
  }

  #paused(): void {
    this.#over = true;
    this.#last = performance.now();
    this.#inPause();
  }
}
