/** What a node's crashes must leave of what builds wrote: a model of names, each of which one container wrote once. */

/** What was on the node's disk of volumes that were not committed when it crashed. */
export interface AtCrash {
  /** What builds that have ended had written: it is to be committed. */
  readonly sealed: readonly string[];
  /** What running builds had written. */
  readonly open: readonly string[];
}

/** How what is there differs from what was promised. */
export interface Difference {
  readonly lost: readonly string[];
  /** Of a boot that is over, and never sealed. */
  readonly unsound: readonly string[];
}

export class Promises {
  readonly #kept = new Set<string>();
  readonly #gone = new Set<string>();

  /** How many names must be there. */
  get size(): number {
    return this.#kept.size;
  }

  /** Names that are committed: they must be there for ever. */
  acknowledge(names: readonly string[]): void {
    for (const name of names) this.#kept.add(name);
  }

  /**
   * In another boot, what running builds had written cannot be trusted. Where only the mounts are gone, and the kernel still has all that
   * was written, the plugin takes it for an unpublish that was under way, and commits it.
   */
  crash({ sealed, open }: AtCrash, bootId: "new" | "same"): void {
    this.acknowledge(sealed);
    if (bootId === "same") this.acknowledge(open);
    else for (const name of open) this.#gone.add(name);
  }

  /** Compares them with what builds see now; there may be more, which was written since. */
  differ(seen: ReadonlySet<string>): Difference {
    return {
      lost: [...this.#kept].filter((name) => !seen.has(name)),
      unsound: [...this.#gone].filter((name) => seen.has(name)),
    };
  }
}
