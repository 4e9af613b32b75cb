/** Asks the real CLI for a cache's generations. */
import { join } from "node:path";
import { namespace } from "./act.ts";
import { run } from "./command.ts";
import { pluginEnvironment } from "./plugin.ts";
import { broken } from "./stop.ts";

const root = join(import.meta.dirname, "..");

/** A generation, as far as the story looks at it. */
export interface Entry {
  readonly number: number;
  readonly parent: number;
  /** What its volume started from. */
  readonly base: number;
  readonly merged: boolean;
  readonly pod: string;
}

/** `cachefork history` on a state directory. */
export class History {
  readonly #state: string;

  constructor(state: string) {
    this.#state = state;
  }

  /** The command, as a person would type it in the checkout. */
  command(cache: string): string {
    return `npm run -s cachefork -- history ${cache} -n ${namespace} --state DIR`;
  }

  /** The CLI's table, line by line. */
  async table(cache: string, signal: AbortSignal): Promise<string[]> {
    return (await this.#cli([cache], signal)).trimEnd().split("\n");
  }

  /** The generations, oldest first. */
  async read(cache: string, signal: AbortSignal): Promise<Entry[]> {
    return readEntries(await this.#cli([cache, "-o", "json"], signal));
  }

  async #cli(args: readonly string[], signal: AbortSignal): Promise<string> {
    const command = ["src/main.ts", "history", ...args, "-n", namespace, "--state", this.#state];
    const env = pluginEnvironment(globalThis.process.env);
    const ran = await run([globalThis.process.execPath, ...command], { cwd: root, env }, signal);
    if (ran.code !== 0) throw broken(`cachefork history failed:\n  ${ran.stderr.trim()}`);
    return ran.stdout;
  }
}

/** The generations in what `history -o json` prints, oldest first. */
export function readEntries(json: string): Entry[] {
  const generations = JSON.parse(json) as (Omit<Entry, "pod"> & { readonly by: { readonly pod: string } })[];
  return generations
    .map(({ number, parent, base, merged, by }) => ({ number, parent, base, merged, pod: by.pod }))
    .toSorted((a, b) => a.number - b.number);
}
