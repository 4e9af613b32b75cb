/** The nearest of the allowed words to a mistyped one, for error messages that tell what was probably meant. */

/** Edits (insert, delete, replace) that turn one word into the other: the Levenshtein distance. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The allowed word with the fewest edits from `word` (case does not count), the first one on a tie; undefined when all are so far away
 * that nobody meant them: more than two edits and a third of the word, or as many as it has letters.
 */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const typed = word.toLowerCase().slice(0, 64);
  const scored = allowed.map((candidate) => ({ candidate, edits: distance(typed, candidate.toLowerCase()) }));
  const [best] = scored.toSorted((a, b) => a.edits - b.edits);
  const most = Math.min(Math.max(2, typed.length / 3), typed.length - 1);
  return best !== undefined && best.edits <= most ? best.candidate : undefined;
}

/** The end of an error about a word, like `; did you mean --keep?`; empty when nothing is near enough. */
export function meant(word: string, allowed: readonly string[], write = (name: string): string => name): string {
  const found = nearest(word, allowed);
  return found === undefined ? "" : `; did you mean ${write(found)}?`;
}
