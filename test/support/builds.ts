/** Builds that come, write and go, with a memory of what the plugin answered for: what a disk must hold after a power cut. */
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import type { Random } from "./random.ts";
import type { Running } from "./running.ts";

/** What builds only add to and remove from; and one that is pruned from time to time. */
export const builtCaches = ["npm", "maven", "go"] as const;
export const prunedCache = "pruned";

/** Directories in a view from which on builds clear up, and how many of the oldest go at once. */
const crowded = 40;
const cleared = 10;

/** The files of one volume below a directory of its name, by path from there. */
interface Build {
  readonly id: string;
  readonly cache: string;
  readonly files: readonly string[];
}

/** What the plugin has answered for at one moment. */
export interface Promised {
  /** Builds whose unpublish was answered OK, and that nobody tried to remove. */
  readonly kept: readonly Build[];
  /** Builds that were there when a volume started which removed them, and whose unpublish was answered OK. */
  readonly removed: readonly Pick<Build, "id" | "cache">[];
  /** Generations that the plugin said it had committed. */
  readonly generations: readonly { readonly cache: string; readonly number: number; readonly incarnation: string }[];
}

/** Text that says what it is and how long, so that no cut, empty or zeroed file looks whole. */
export function wholeText(name: string, length: number): string {
  return `${name} ${length}\n`.repeat(Math.ceil(length / name.length)).slice(0, length);
}

/** Whether a file has what some build wrote to it, to the last byte. */
export function isWhole(path: string): boolean {
  const text = readFileSync(path, "latin1");
  const [, name = "", length = ""] = /^(\S+) (\d+)\n/.exec(text) ?? [];
  return name !== "" && text === wholeText(name, Number(length));
}

/** The builds of one disk's life; the plugin may be another one each time that they run. */
export class Builds {
  readonly #random: Random;
  readonly #kept = new Map<string, Build>();
  readonly #removed = new Map<string, Pick<Build, "id" | "cache">>();
  /** Builds that some build removed, or began to. */
  readonly #cleared = new Set<string>();
  /** Builds of the pruned cache that the next prune takes, or may take. */
  readonly #atRisk = new Set<string>();
  #pruning = false;
  /** Answers that a kubelet should never get. */
  readonly wrong: string[] = [];
  #count = 0;
  #answered = 0;
  #wake: () => void = () => {};
  #over = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Runs so many builds at a time until `stop`, and then finishes those that are there. */
  async run(running: Running, atOnce: number): Promise<void> {
    this.#over = false;
    const builders = Array.from({ length: atOnce }, async () => {
      while (!this.#over) await this.#build(running).catch((error: unknown) => this.wrong.push(String(error)));
    });
    await Promise.all([...builders, this.#prunes(running)]);
  }

  /** How many builds ended with an OK. */
  get answered(): number {
    return this.#answered;
  }

  /** Resolves when the next build has ended with an OK. */
  answer(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  stop(): void {
    this.#over = true;
  }

  /** Cuts the power at some moment, and answers what the plugin had answered for before it, and nobody took back until after it. */
  async promisedBefore(cut: () => Promise<void>, running: Running): Promise<Promised> {
    const before = this.#promised(running);
    await cut();
    return { ...before, kept: before.kept.filter(({ id }) => this.#kept.has(id)) };
  }

  #promised(running: Running): Promised {
    return {
      kept: [...this.#kept.values()],
      removed: [...this.#removed.values()],
      generations: running.lines
        .filter(({ msg }) => msg === "Committed a delta")
        .map(({ cache, generation, incarnation }) => ({
          cache: String(cache).replace(/^builds\//, ""),
          number: Number(generation),
          incarnation: String(incarnation),
        })),
    };
  }

  async #build(running: Running): Promise<void> {
    this.#count += 1;
    const id = `b${String(this.#count).padStart(6, "0")}`;
    const cache = this.#random.chance(0.15) ? prunedCache : builtCaches[this.#count % builtCaches.length];
    if (cache === undefined) return;
    if (cache === prunedCache) this.#atRisk.add(id);
    const target = await running.publish({ id, attributes: { cache } });
    const removed = this.#clear(target);
    const files = this.#write(target, id);
    await setTimeout(this.#random.between(0, 40));
    await running.unpublish(id);
    const lasts = cache !== prunedCache || (this.#atRisk.has(id) && !this.#pruning);
    if (lasts && !this.#cleared.has(id)) this.#kept.set(id, { id, cache, files });
    for (const gone of removed) this.#removed.set(gone, { id: gone, cache });
    this.#answered += 1;
    this.#wake();
  }

  /** Removes the oldest builds from a crowded view; which ones. */
  #clear(target: string): string[] {
    const there = readdirSync(target).filter((name) => name !== "shared");
    if (there.length < crowded) return [];
    const oldest = there.toSorted().slice(0, cleared);
    for (const id of oldest) {
      this.#kept.delete(id);
      this.#cleared.add(id);
      rmSync(join(target, id), { recursive: true });
    }
    return oldest;
  }

  /** Few files are synced one by one, many by one syncfs: some builds write few, others many. */
  #write(target: string, id: string): string[] {
    const random = this.#random;
    const count = random.chance(0.3) ? random.between(35, 60) : random.between(1, 6);
    mkdirSync(join(target, id));
    mkdirSync(join(target, "shared"), { recursive: true });
    const files = Array.from({ length: count }, (_, number) => `f${number}`);
    for (const file of files)
      writeFileSync(join(target, id, file), wholeText(`${id}/${file}`, random.between(20, 20_000)));
    // Everybody's, again and again: changes, and merges with conflicts.
    writeFileSync(join(target, "shared", "latest"), wholeText(`${id}/latest`, random.between(20, 20_000)));
    return files;
  }

  async #prunes(running: Running): Promise<void> {
    const main = join(import.meta.dirname, "../../src/main.ts");
    while (!this.#over) {
      await setTimeout(this.#random.between(500, 2_000));
      if (this.#over || running.disk.generations(prunedCache).length === 0) continue;
      this.#pruning = true;
      this.#forgetAtRisk();
      const argv = [main, "prune", `builds/${prunedCache}`, "--yes", "--state", running.state];
      await promisify(execFile)(process.execPath, argv).catch((error: unknown) => this.wrong.push(String(error)));
      // Who started meanwhile may have started from what is pruned now, or from nothing.
      this.#forgetAtRisk();
      this.#pruning = false;
    }
  }

  #forgetAtRisk(): void {
    for (const id of this.#atRisk) this.#kept.delete(id);
    this.#atRisk.clear();
  }
}
