/** What the model says of one cache, generation by generation, and what is found on disk instead. */
import type { Generation } from "../../src/cache/generation.ts";
import type { Base } from "../../src/cache/volume.ts";
import { merge } from "../model/merge.ts";
import { type Directory, emptyDirectory, lines } from "../model/tree.ts";

/** A volume as its history knows it. */
export interface Life {
  readonly id: string;
  readonly incarnation: string;
  readonly merge: string | undefined;
  /** What it showed when it started. */
  readonly base: Directory;
  readonly from: Pick<Base, "generation" | "epoch" | "pending">;
  /** What it showed when its pod ended; undefined while the pod is at work. */
  view?: Directory;
  committed?: boolean;
}

/** How many of the newest generations are remembered: volumes start from one of these. */
const remembered = 32;

/** One cache's generations as they come, compared with the model of the merge. */
export class History {
  /** What was not as the model says; each is something lost, or made up. */
  readonly differences: string[] = [];
  readonly counts = { builds: 0, merged: 0, compacted: 0, pruned: 0, unseen: 0, compared: 0 };
  readonly #cache: string;
  readonly #lives = new Map<string, Life>();
  readonly #shown = new Map<number, Directory>();
  #newest = 0;
  /** Prunes under way, the epoch of the newest entry, and the number of the newest build. */
  #prunes = 0;
  #epoch = 0;
  #build = 0;
  /** Ended without an entry that could be found, and without an excuse. */
  readonly #suspects: Life[] = [];

  constructor(cache: string) {
    this.#cache = cache;
  }

  /** The highest number that was taken. */
  get newest(): number {
    return this.#newest;
  }

  /** A prune is under way until the result is disposed of. */
  pruning(): Disposable {
    this.#prunes += 1;
    return {
      [Symbol.dispose]: () => {
        this.#prunes -= 1;
      },
    };
  }

  /** Takes a volume that has started, from this generation alone if nothing was pending. */
  started(life: Life): void {
    this.#lives.set(life.incarnation, life);
    const { generation, pending } = life.from;
    const expected = generation === 0 ? emptyDirectory : this.#shown.get(generation);
    if (pending.length === 0 && expected) {
      this.#compare(`${life.id}, which started from ${this.#cache} ${generation}`, life.base, expected);
    }
  }

  /** Takes the next entry of the log, with what its layers show; undefined when they were gone before anybody could look. */
  appended(generation: Generation, shown: Directory | undefined): void {
    const { number, kind, volume, epoch } = generation;
    const missed = number - this.#newest - 1;
    const head = this.#shown.get(generation.parent) ?? (generation.parent === 0 ? emptyDirectory : undefined);
    this.#newest = number;
    this.#epoch = epoch;
    this.counts.unseen += missed + (shown ? 0 : 1);
    const life = this.#lives.get(volume);
    if (life) life.committed = true;
    if (kind === "build") this.#build = number;
    this.#count(generation);
    if (shown) this.#look(generation, head, shown, life);
  }

  #look(generation: Generation, head: Directory | undefined, shown: Directory, life: Life | undefined): void {
    const { kind, number } = generation;
    const what = `${kind} ${this.#cache} ${number} of ${life?.id ?? "no volume"}`;
    if (kind === "build" && !life?.view) this.differences.push(`${what}: nobody's work was to be committed`);
    const expected = head && this.#expected(generation, head, life);
    if (expected) this.#compare(what, shown, expected);
    this.#shown.set(number, shown);
    this.#shown.delete(number - remembered);
  }

  /** Says that a volume's commit was told of, whatever can be found of it. */
  told(incarnation: string): void {
    const life = this.#lives.get(incarnation) ?? this.#suspects.find((ended) => ended.incarnation === incarnation);
    if (life) life.committed = true;
  }

  /** Takes a volume of which no record is left. Its work must be in the log, unless something entitled the plugin to drop it. */
  ended(life: Life, excuse: "none" | "not to be committed"): void {
    this.#lives.delete(life.incarnation);
    if (life.committed || excuse !== "none") return;
    const pruned = this.#prunes > 0 || this.#epoch > life.from.epoch;
    const second = life.merge === "firstWriterWins" && this.#build > life.from.generation;
    if (pruned || second || !life.view || this.#isIn(life, life.view)) return;
    // Its entry may have been retired before anybody looked, and the line that tells of it be on its way.
    this.#suspects.push(life);
  }

  /** Takes note that all has been told; `story` is what the plugin said of an incarnation. */
  close(story: (incarnation: string) => string): void {
    for (const { id, incarnation, committed } of this.#suspects) {
      if (committed) continue;
      this.differences.push(`${id} in ${this.#cache}: acknowledged, and in no generation\n${story(incarnation)}`);
    }
  }

  /** Whether a volume had nothing to contribute to one of the heads that it may have been merged with. */
  #isIn({ base, merge: strategy }: Life, view: Directory): boolean {
    const heads = strategy === "lastWriterWins" ? [base] : [base, emptyDirectory, ...this.#shown.values()];
    return heads.some((head) => same(merge(base, head, view), head));
  }

  #count({ kind, merged }: Generation): void {
    if (kind === "build") this.counts.builds += 1;
    if (kind === "build" && merged) this.counts.merged += 1;
    if (kind === "compacted") this.counts.compacted += 1;
    if (kind === "pruned") this.counts.pruned += 1;
  }

  #expected({ kind }: Generation, head: Directory, life: Life | undefined): Directory | undefined {
    if (kind === "pruned") return emptyDirectory;
    if (kind === "compacted") return head;
    if (!life?.view) return undefined;
    return merge(life.base, life.merge === "lastWriterWins" ? life.base : head, life.view);
  }

  #compare(what: string, shown: Directory, expected: Directory): void {
    this.counts.compared += 1;
    const difference = differenceOf(shown, expected);
    if (difference !== "") this.differences.push(`${what}:\n${difference}`);
  }
}

function same(a: Directory, b: Directory): boolean {
  return differenceOf(a, b) === "";
}

/** The first lines that only one of two trees has; empty when they are equal. */
export function differenceOf(shown: Directory, expected: Directory): string {
  const [found, wanted] = [lines(shown), lines(expected)];
  const [has, lacks] = [new Set(found), new Set(wanted)];
  const marked = [
    ...wanted.filter((line) => !has.has(line)).map((line) => `  missing    ${cut(line)}`),
    ...found.filter((line) => !lacks.has(line)).map((line) => `  unexpected ${cut(line)}`),
  ];
  return marked.slice(0, 8).join("\n");
}

function cut(line: string): string {
  return line.length <= 160 ? line : `${line.slice(0, 80)} … ${line.slice(-60)}`;
}
