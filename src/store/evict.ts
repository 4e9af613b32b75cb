/** Chooses what an eviction leaves out of a view: the files touched longest ago. */
import type { Entry } from "../cache/admit.ts";
import { weightOf } from "../cache/admit.ts";
import type { Dialect } from "./dialect.ts";
import type { View } from "./view.ts";
import { viewing } from "./view.ts";

/** A file, whatever names it has. */
interface Candidate {
  readonly inode: bigint;
  readonly entry: Entry;
  /** Whether any of its names is in the newest layer. */
  newest: boolean;
}

/**
 * The inodes of which at most so many bytes are left when they are left out. By inode, because all names of a file have one mtime,
 * and have to go together. Memory by the files of the view.
 */
export function leastRecent(dialect: Dialect, view: View, most: number): ReadonlySet<bigint> {
  const candidates = new Map<bigint, Candidate>();
  collect(dialect, view, candidates);
  let left = [...candidates.values()].reduce((sum, { entry }) => sum + weightOf(entry), 0);
  const going = new Set<bigint>();
  for (const { inode, entry } of [...candidates.values()].toSorted(inOrder(most))) {
    if (left <= most) break;
    left -= weightOf(entry);
    going.add(inode);
  }
  return going;
}

function collect(dialect: Dialect, view: View, into: Map<bigint, Candidate>): void {
  using names = view.names();
  for (const name of names) {
    const found = view.lookup(name);
    if (found?.side === "directory") viewing(dialect, found, (below) => below && collect(dialect, below, into));
    else if (found) {
      const { entry } = found;
      const candidate = into.get(entry.ino) ?? { inode: entry.ino, entry, newest: false };
      candidate.newest ||= found.layer === 0;
      into.set(entry.ino, candidate);
    }
  }
}

/** What cannot stay alone goes first, or all else would go in vain; what the newest commit brought goes last: it has just been used. */
function inOrder(most: number): (a: Candidate, b: Candidate) => number {
  const turn = ({ entry, newest }: Candidate): number => (weightOf(entry) > most ? 0 : newest ? 2 : 1);
  return (a, b) => {
    if (turn(a) !== turn(b)) return turn(a) - turn(b);
    if (a.entry.mtime !== b.entry.mtime) return a.entry.mtime < b.entry.mtime ? -1 : 1;
    return a.inode < b.inode ? -1 : 1;
  };
}
