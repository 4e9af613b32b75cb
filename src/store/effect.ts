/** Adds up what a layer in the making does to the view that it is put on. */
import { weightOf } from "../cache/admit.ts";
import type { Effect } from "../cache/totals.ts";
import type { Dialect } from "./dialect.ts";
import type { ViewEntry } from "./view.ts";
import { viewing } from "./view.ts";

/** The effect so far. */
export class GrowingEffect {
  readonly #dialect: Dialect;
  readonly #hidden: number[] = [];
  #directories = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get effect(): Effect {
    // A layer from which nothing is hidden has no item of its own.
    return { directories: this.#directories, hidden: Array.from(this.#hidden, (bytes) => bytes ?? 0) };
  }

  /** So many directories are shown that were not. */
  show(directories: number): void {
    this.#directories += directories;
  }

  /** All at and below this entry is shown no longer: takes time by what that is, as its deletion did. */
  hide(entry: ViewEntry | undefined): void {
    if (!entry) return;
    if (entry.side === "file") {
      this.#hidden[entry.layer] = (this.#hidden[entry.layer] ?? 0) + weightOf(entry.entry);
      return;
    }
    this.#directories -= 1;
    viewing(this.#dialect, entry, (view) => {
      using names = view?.names();
      for (const name of names ?? []) this.hide(view?.lookup(name));
    });
  }
}
