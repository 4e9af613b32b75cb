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

/** The allowed word with the fewest edits from `word` (case does not count); the first one on a tie. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const scored = allowed.map((candidate) => ({
    candidate,
    edits: distance(word.toLowerCase().slice(0, 64), candidate.toLowerCase()),
  }));
  return scored.toSorted((a, b) => a.edits - b.edits)[0]?.candidate;
}
