/** What each volume of the soak is, and what its pod does: chosen by the seed and the volume's number alone. */
import { Random } from "../support/random.ts";

/** How a volume is in use while it is unpublished; `elsewhere` is a copy of its mount in another mount namespace. */
export type Use = "none" | "reader" | "writer" | "directory" | "elsewhere";

/** One volume's life. */
export interface Plan {
  readonly id: string;
  readonly cache: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether what its pod writes is to become a generation. */
  readonly commits: boolean;
  /** What its pod writes, in the words of `operate`. */
  readonly operations: readonly string[];
  /** How many other lives end before its pod does. */
  readonly lasts: number;
  readonly use: Use;
  /** Whether every call is made twice at once. */
  readonly twice: boolean;
}

/** The plan of the volume of this number, in one of so many caches. */
export function planOf(seed: number, number: number, caches: number): Plan {
  const random = new Random(seed * 1_000_003 + number);
  // The lower the number, the more often it is used: some caches are cold when space is wanted.
  const cache = `cache-${below(random, below(random, caches) + 1)}`;
  const kind = kindOf(random);
  return {
    id: `v${number}`,
    cache,
    attributes: { cache, ...kind },
    commits: kind.readOnly === undefined && kind.commit === undefined,
    operations: kind.readOnly ? [] : changes(random, below(random, 8), kind.sizeLimit ? large : few),
    lasts: random.chance(0.05) ? random.between(20, 220) : 0,
    use: useOf(random, kind),
    twice: random.chance(0.1),
  };
}

/** What a pod may ask for beside its cache. */
interface Kind {
  readonly readOnly?: string;
  readonly commit?: string;
  readonly merge?: string;
  readonly sizeLimit?: string;
}

function kindOf(random: Random): Kind {
  const at = below(random, 100);
  if (at < 5) return { readOnly: "true" };
  if (at < 10) return { commit: "never" };
  if (at < 17) return { merge: "lastWriterWins" };
  if (at < 22) return { merge: "firstWriterWins" };
  return at < 24 ? { sizeLimit: "8Ki" } : {};
}

function useOf(random: Random, { readOnly }: Kind): Use {
  const at = below(random, 100);
  if (at < 5) return "reader";
  if (at < 10) return readOnly ? "reader" : "writer";
  if (at < 12) return "directory";
  return at < 14 ? "elsewhere" : "none";
}

/** What changes are made of. */
export interface Sizes {
  /** Names in a directory. */
  readonly words: number;
  /** The share of files that are not of a byte or two, and how many bytes those have. */
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

/** Few names, so that volumes meet; and now and then something for the disk to fill with. */
const few: Sizes = { words: 4, share: 0.1, from: 20_000, to: 100_000 };
const large: Sizes = { ...few, share: 1 };

/** So many random changes of a tree. */
export function changes(random: Random, count: number, sizes: Sizes): string[] {
  return Array.from({ length: count }, () => pick(random, bag)(random, sizes));
}

function below(random: Random, end: number): number {
  return random.between(0, end - 1);
}

function pick<Choice>(random: Random, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[below(random, choices.length)] ?? choices[0];
}

function pathOf(random: Random, { words }: Sizes): string {
  return Array.from({ length: random.between(1, 3) }, () => String.fromCodePoint(97 + below(random, words))).join("/");
}

function hourOf(random: Random): string {
  return `${pick(random, [0, 1, 2, 23, 24, 25, 26, 50])}h`;
}

function contentOf(random: Random, { share, from, to }: Sizes): string {
  const word = pick(random, ["x", "y", "z"]);
  return random.chance(share) ? word.repeat(random.between(from, to)) : word;
}

type Make = (random: Random, sizes: Sizes) => string;

/** By how often they are done. */
const operations: readonly (readonly [weight: number, make: Make])[] = [
  [8, (random, sizes) => `write ${pathOf(random, sizes)} ${contentOf(random, sizes)} ${hourOf(random)}`],
  [2, (random, sizes) => `remove ${pathOf(random, sizes)}`],
  [1, (random, sizes) => `recreate ${pathOf(random, sizes)}`],
  [1, (random, sizes) => `renew ${pathOf(random, sizes)} ${contentOf(random, sizes)} ${hourOf(random)}`],
  [2, (random, sizes) => `mkdir ${pathOf(random, sizes)}`],
  [2, (random, sizes) => `move ${pathOf(random, sizes)} ${pathOf(random, sizes)}`],
  [1, (random, sizes) => `chmod ${pathOf(random, sizes)} ${pick(random, ["700", "755", "4755"])}`],
  [1, (random, sizes) => `chown ${pathOf(random, sizes)} ${pick(random, [0, 7])}`],
  [1, (random, sizes) => `tag ${pathOf(random, sizes)} ${below(random, 3)}`],
  [1, (random, sizes) => `symlink ${pathOf(random, sizes)} ${pick(random, ["a", "c", "gone"])} ${hourOf(random)}`],
  [2, (random, sizes) => `touch ${pathOf(random, sizes)} ${hourOf(random)}`],
  [1, (random, sizes) => `link ${pathOf(random, sizes)} ${pathOf(random, sizes)}`],
  [1, (random, sizes) => `fifo ${pathOf(random, sizes)} ${hourOf(random)}`],
  [1, (random, sizes) => `turn ${pathOf(random, sizes)} ${contentOf(random, sizes)} ${hourOf(random)}`],
];

const bag = operations.flatMap(([weight, make]) => Array.from({ length: weight }, () => make)) as [Make, ...Make[]];
