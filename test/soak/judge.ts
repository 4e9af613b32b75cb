/** Judges a soak: what was lost, what leaked, what grew, what was answered wrongly. */
import { formatBytes } from "../../src/cache/quantity.ts";
import type { Vitals } from "./vitals.ts";

/** All that a soak has to say for itself. */
export interface Evidence {
  /** Where a view was not as the model says, or an acknowledged delta is in no generation. */
  readonly differences: readonly string[];
  /** Answers that a kubelet should never get. */
  readonly wrong: readonly string[];
  /** What is left when every volume has ended: mounts, records, and what nothing pins. */
  readonly left: readonly string[];
  /** Of one process: after its warm-up, and when it had served the rest of the soak; volumes may be open at the first. */
  readonly vitals: { readonly warm: Vitals; readonly end: Vitals };
}

/** What a soak is found guilty of, in words. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly leaked: readonly string[];
  readonly wrong: readonly string[];
}

/** How much more a process may have at its end than after its warm-up: its heap breathes, and a call may keep a socket. */
const slack = { memory: 32 * 2 ** 20, descriptors: 8, threads: 2 };

export function judge({ differences, wrong, left, vitals: { warm, end } }: Evidence): Verdict {
  const grown = [
    ...grew("memory", warm.memory, end.memory, slack.memory, formatBytes),
    ...grew("descriptors", warm.descriptors, end.descriptors, slack.descriptors, String),
    ...grew("threads", warm.threads, end.threads, slack.threads, String),
  ];
  return { lost: differences, leaked: [...left, ...grown], wrong };
}

function grew(
  what: string,
  before: number,
  after: number,
  allowed: number,
  shown: (amount: number) => string,
): string[] {
  if (after <= before + allowed) return [];
  return [`${what} grew from ${shown(before)} to ${shown(after)}, by more than ${shown(allowed)}`];
}

/** Whether it found nothing. */
export function isClean({ lost, leaked, wrong }: Verdict): boolean {
  return lost.length + leaked.length + wrong.length === 0;
}
