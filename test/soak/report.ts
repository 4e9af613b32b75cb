/** The report of a soak, for people and for programs. */
import { formatBytes } from "../../src/cache/quantity.ts";
import { fields, right, table } from "../../src/cli/table.ts";
import type { Verdict } from "./judge.ts";
import type { Options } from "./options.ts";
import type { Soak } from "./soak.ts";
import type { Vitals } from "./vitals.ts";

/** What a soak did and found. */
export interface Report {
  readonly lifecycles: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly seed: number;
  readonly caches: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly vitals: { readonly warm: Vitals; readonly end: Vitals };
  readonly verdict: Verdict;
}

/** Puts together what is reported. */
export function reportOf(
  { lifecycles, seed, caches }: Pick<Options, "lifecycles" | "seed" | "caches">,
  soak: Soak,
  found: { readonly vitals: Report["vitals"]; readonly verdict: Verdict; readonly seconds: number },
): Report {
  const { seconds } = found;
  return { lifecycles, perSecond: lifecycles / seconds, seed, caches, counts: countsOf(soak), ...found };
}

function countsOf(soak: Soak): Record<string, number> {
  const histories = soak.watch.all().map(({ counts }) => counts);
  const sum = (what: keyof (typeof histories)[number]): number =>
    histories.reduce((total, counts) => total + counts[what], 0);
  const told = (msg: string): number => soak.watch.told.get(msg) ?? 0;
  return {
    committed: told("Committed a delta"),
    merged: sum("merged"),
    unchanged: told("Nothing to commit"),
    released: told("Ended a volume that was not to be committed"),
    discarded: told("Discarded a delta"),
    busy: told("A volume was in use when it was sealed"),
    abandoned: soak.abandoned,
    compactions: sum("compacted"),
    prunes: sum("pruned"),
    sweeps: told("Swept"),
    kills: soak.kills,
    compared: sum("compared"),
    unseen: sum("unseen"),
  };
}

/** A page for people. */
export function page({ lifecycles, seconds, perSecond, seed, caches, counts, vitals, verdict }: Report): string {
  const { warm, end } = vitals;
  const rows = Object.keys(warm).map((name) => {
    const [before, after] = [warm, end].map((look) => look[name as keyof Vitals]) as [number, number];
    return name === "memory" ? [name, formatBytes(before), formatBytes(after)] : [name, String(before), String(after)];
  });
  const findings = Object.entries(verdict).flatMap(([kind, found]) =>
    (found as readonly string[]).slice(0, 10).map((what) => `${kind}: ${what}\n`),
  );
  const [lost, leaked, wrong] = [verdict.lost, verdict.leaked, verdict.wrong].map(({ length }) => length);
  return [
    `${lifecycles} lifecycles in ${caches} caches, ${seconds.toFixed(0)} s, ${perSecond.toFixed(1)} per second, seed ${seed}\n\n`,
    fields(Object.entries(counts).map(([name, count]) => [name, String(count)])),
    "\n",
    table([{ heading: "" }, right("WARM"), right("END")], rows),
    "\n",
    ...findings,
    `${lost} lost, ${leaked} leaked, ${wrong} wrong answers\n`,
  ].join("");
}
