/** What a run of Kubernetes' tests comes to. */
import type { Spec } from "./junit.ts";
import { pointless, undeclared } from "./undeclared.ts";

export interface Counts {
  readonly selected: number;
  /** Those that the driver's declarations make apply. */
  readonly applied: number;
  readonly passed: number;
  readonly failed: number;
  /** Those left out because the driver does not declare what they test. */
  readonly undeclared: number;
  /** Those that the suite itself leaves out: they do not go with the kind of volume. */
  readonly pointless: number;
}

export interface Result {
  readonly total: Counts;
  /** By the part of the suite. */
  readonly parts: Readonly<Record<string, Counts>>;
  /** How many tests each thing that is not declared leaves out. */
  readonly undeclared: Readonly<Record<string, number>>;
  readonly failures: readonly Spec[];
  /** Tests left out for reasons that are not written down. */
  readonly unexplained: readonly Spec[];
  /** Whether all is as it has to be. */
  readonly good: boolean;
}

type Why = "pointless" | "unexplained" | { readonly what: string };

/** Counts. */
export function resultOf(specs: readonly Spec[]): Result {
  const selected = specs.filter(({ outcome }) => outcome !== "unselected");
  const skipped = selected.filter(({ outcome }) => outcome === "skipped");
  const parts = Object.groupBy(selected, ({ name }) => partOf(name));
  const left = Object.groupBy(skipped, (spec) => {
    const why = whyOf(spec);
    return typeof why === "string" ? "" : why.what;
  });
  const total = countsOf(selected);
  const failures = selected.filter(({ outcome }) => outcome === "failed");
  const unexplained = skipped.filter((spec) => whyOf(spec) === "unexplained");
  return {
    total,
    parts: Object.fromEntries(
      Object.entries(parts)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([part, those = []]) => [part, countsOf(those)]),
    ),
    undeclared: Object.fromEntries(
      undeclared.map(({ what }) => [what, left[what]?.length ?? 0] as const).filter(([, count]) => count > 0),
    ),
    failures,
    unexplained,
    good: failures.length === 0 && unexplained.length === 0 && total.applied > 0,
  };
}

/** The part of the suite that a test belongs to: the word behind the kind of volume. */
function partOf(name: string): string {
  return /\[Testpattern: [^\]]*\]\s+(?:\[[^\]]*\]\s+)*([\w-]+)/.exec(name)?.[1] ?? "(the suite itself)";
}

function whyOf({ name, words }: Spec): Why {
  const found = undeclared.find(({ said }) => said.test(words));
  if (found !== undefined) return found;
  return pointless.some(({ said, of }) => said.test(words) && (of?.test(name) ?? true)) ? "pointless" : "unexplained";
}

function countsOf(specs: readonly Spec[]): Counts {
  const count = (test: (spec: Spec) => boolean): number => specs.filter(test).length;
  const passed = count(({ outcome }) => outcome === "passed");
  const failed = count(({ outcome }) => outcome === "failed");
  const without = count((one) => one.outcome === "skipped" && whyOf(one) === "pointless");
  return {
    selected: specs.length,
    applied: passed + failed,
    passed,
    failed,
    undeclared: specs.length - passed - failed - without,
    pointless: without,
  };
}
