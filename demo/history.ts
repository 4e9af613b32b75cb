/** Asks the real CLI for a cache's generations. */
import { join } from "node:path";
import { run } from "./command.ts";
import { demoNamespace } from "./kubelet.ts";
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
  /** The uid of the pod whose volume it came from. */
  readonly podUid: string;
}

/** `cachefork history` on a state directory. */
export class History {
  readonly #state: string;

  constructor(state: string) {
    this.#state = state;
  }

  /** The command, as a person would type it in the checkout. */
  command(cache: string): string {
    return `npm run -s cachefork -- history ${cache} -n ${demoNamespace} --state DIR`;
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
    const command = ["src/main.ts", "history", ...args, "-n", demoNamespace, "--state", this.#state];
    const env = pluginEnvironment(globalThis.process.env);
    const ran = await run([globalThis.process.execPath, ...command], { cwd: root, env }, signal);
    if (ran.code !== 0) throw broken(`cachefork history failed:\n  ${ran.stderr.trim()}`);
    return ran.stdout;
  }
}

/** What `history -o json` prints, as far as the story looks at it. */
interface Answer {
  readonly items: readonly {
    readonly generation: number;
    readonly parent: number;
    readonly base: number;
    readonly merged: boolean;
    readonly by: { readonly uid: string };
  }[];
}

/** The generations in what `history -o json` prints, oldest first. */
export function readEntries(json: string): Entry[] {
  const { items } = JSON.parse(json) as Answer;
  const entries = items.map(({ generation: number, parent, base, merged, by }) => ({
    number,
    parent,
    base,
    merged,
    podUid: by.uid,
  }));
  return entries.toSorted((a, b) => a.number - b.number);
}
