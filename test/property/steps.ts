/** Random histories of a cache: what several volumes do, one line for each step, so that a counterexample can be read aloud. */
import * as fc from "fast-check";

/**
 * `<volume> open`, `<volume> close`, or `<volume> <operation> <words>`, for which a volume that is not open is opened first;
 * `compact <from> <to>`: these layers of the head are replaced by one, as far as there are so many.
 */
export type Step = string;

/** Few names, so that volumes meet. */
const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

/** Hours after an arbitrary start; a day apart and ties are both likely. */
const hour = fc.constantFrom(0, 1, 2, 23, 24, 25, 26, 50);

const content = fc.constantFrom("x", "y", "zz");

const operation: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(path, content, hour).map(([at, text, time]) => `write ${at} ${text} ${time}h`) },
  { weight: 3, arbitrary: path.map((at) => `remove ${at}`) },
  { weight: 2, arbitrary: path.map((at) => `recreate ${at}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(path, content, hour).map(([at, text, time]) => `renew ${at} ${text} ${time}h`),
  },
  { weight: 2, arbitrary: path.map((at) => `mkdir ${at}`) },
  { weight: 3, arbitrary: fc.tuple(path, path).map(([from, to]) => `move ${from} ${to}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(path, fc.constantFrom("700", "755", "4755")).map(([at, mode]) => `chmod ${at} ${mode}`),
  },
  { weight: 1, arbitrary: fc.tuple(path, fc.constantFrom("0", "7")).map(([at, owner]) => `chown ${at} ${owner}`) },
  { weight: 1, arbitrary: fc.tuple(path, fc.constantFrom("1", "2")).map(([at, tag]) => `tag ${at} ${tag}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(path, fc.constantFrom("a", "c", "gone"), hour)
      .map(([at, to, time]) => `symlink ${at} ${to} ${time}h`),
  },
  { weight: 3, arbitrary: fc.tuple(path, hour).map(([at, time]) => `touch ${at} ${time}h`) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([from, to]) => `link ${from} ${to}`) },
  { weight: 1, arbitrary: fc.tuple(path, hour).map(([at, time]) => `fifo ${at} ${time}h`) },
  { weight: 2, arbitrary: fc.tuple(path, content, hour).map(([at, text, time]) => `turn ${at} ${text} ${time}h`) },
);

const volumes = ["0", "1", "2", "3", "4"] as const;

const compaction: fc.Arbitrary<Step> = fc
  .tuple(fc.nat(4), fc.integer({ min: 2, max: 5 }))
  .map(([from, length]) => `compact ${from} ${from + length}`);

const act: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom(...volumes),
    fc.oneof(
      { weight: 10, arbitrary: operation },
      { weight: 1, arbitrary: fc.constant("open") },
      { weight: 2, arbitrary: fc.constant("close") },
    ),
  )
  .map((words) => words.join(" "));

const step = fc.oneof({ weight: 12, arbitrary: act }, { weight: 1, arbitrary: compaction });

/** What the first volume leaves, so that there is something to meet about. */
const beginning: fc.Arbitrary<Step[]> = fc
  .array(fc.tuple(path, content, hour), { maxLength: 12, size: "max" })
  .map((files) => [...files.map(([at, text, time]) => `0 write ${at} ${text} ${time}h`), "0 close"]);

/** Histories. At the end, whatever is open is closed, in the order that the history tells. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    beginning,
    fc.array(step, { maxLength: 60, size: "max" }),
    fc.shuffledSubarray([...volumes], { minLength: volumes.length }),
  )
  .map(([first, steps, order]) => [...first, ...steps, ...order.map((volume) => `${volume} close`)]);

/** How many histories to try: a few in `npm test`, more where CACHEFORK_PROPERTY_RUNS says so. */
export function runs(few: number): number {
  return Number(process.env["CACHEFORK_PROPERTY_RUNS"] ?? few);
}

/** Checks a property of histories; a failure names the seed and path to repeat it, and the shortest history found, line by line. */
export async function holds(few: number, property: (steps: readonly Step[]) => Promise<void>): Promise<void> {
  const seed = Number(process.env["CACHEFORK_PROPERTY_SEED"] ?? Date.now() % 2 ** 31);
  await fc.assert(fc.asyncProperty(histories, property), {
    numRuns: runs(few),
    seed,
    reporter: (details) => {
      if (!details.failed) return;
      const [steps = []] = details.counterexample ?? [];
      const error = details.errorInstance;
      throw new Error(
        [
          `The property does not hold (CACHEFORK_PROPERTY_SEED=${seed}, ${details.numRuns} runs, ${details.numShrinks} shrinks):`,
          ...steps,
          error instanceof Error ? error.message : String(error),
        ].join("\n"),
        { cause: error },
      );
    },
  });
}
