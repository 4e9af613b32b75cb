/** When something was seen for the first time. */
import { readFileSync } from "node:fs";
import type { Observer } from "../../src/kube/list-watch.ts";

/** Seconds since the machine's boot, to hundredths (proc_uptime(5)). */
export function uptime(): number {
  return Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
}

export class Sightings {
  readonly #seen = new Map<string, PromiseWithResolvers<number>>();

  /** Resolves with the time at which it was seen first. */
  when(what: string): Promise<number> {
    return this.#of(what).promise;
  }

  saw(what: string): void {
    this.#of(what).resolve(uptime());
  }

  /** An observer that names what an object shows. */
  of<Type>(
    shown: (item: Type) => readonly string[],
    gone: (item: Type) => readonly string[] = () => [],
  ): Observer<Type> {
    const all = (names: readonly string[]): void => {
      for (const name of names) this.saw(name);
    };
    return {
      listed: async (items) => all(items.flatMap(shown)),
      changed: async (item) => all(shown(item)),
      deleted: async (item) => all(gone(item)),
    };
  }

  #of(what: string): PromiseWithResolvers<number> {
    const known = this.#seen.get(what) ?? Promise.withResolvers<number>();
    this.#seen.set(what, known);
    return known;
  }
}
