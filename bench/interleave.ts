/** Measures several ways of doing a thing in turn, so that what disturbs the machine disturbs all of them alike. */

/** Does the thing once and resolves to what it took; what is not to be measured, it does outside of that. */
export type Way = (round: number) => number | Promise<number>;

/** How often each way is gone. */
export interface Rounds {
  /** Rounds that do not count: caches fill, code is compiled. */
  readonly warmUp: number;
  readonly counted: number;
}

/** Goes every way once a round, each round in the opposite order of the last. Resolves to what each round took, by way. */
export async function interleave<Name extends string>(
  ways: Readonly<Record<Name, Way>>,
  rounds: Rounds,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(ways) as Name[];
  const took = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds.warmUp + rounds.counted; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const amount = await ways[name](round);
      if (round >= rounds.warmUp) took[name].push(amount);
    }
  }
  return took;
}

/** Milliseconds that something takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
