/** A Term that ends when a test says so. */
import type { Term } from "../../src/cache/cluster.ts";
import { CacheError } from "../../src/cache/errors.ts";

export class FakeTerm implements Term {
  readonly #over = new AbortController();
  #lost = false;

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  check(): void {
    if (this.#lost) throw new CacheError("precondition", "The term is over");
  }

  end(): void {
    this.lose();
    this.#over.abort(new CacheError("cancelled", "The term is over"));
  }

  /** It is over, and nobody has noticed yet. */
  lose(): void {
    this.#lost = true;
  }
}
