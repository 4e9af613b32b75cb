/** How far a proof goes, and where it says how it went. */

/** What the environment variable says, else what every run can afford. Throws a TypeError for what is no count. */
export function count(variable: string, otherwise: number): number {
  const text = process.env[variable] || String(otherwise);
  if (!/^[1-9]\d*$/.test(text))
    throw new TypeError(`${variable} cannot be ${JSON.stringify(text)}: write a whole number from 1 on`);
  return Number(text);
}

/** Adds to a test's title what it counted. */
export function report({ test }: Mocha.Context, counted: string): void {
  if (test) test.title += ` (${counted})`;
}
