/** The figures of a cluster, from what was seen on it. */
import { atMost, type Measurement } from "../figure.ts";
import { median, quantile } from "../statistics.ts";
import type { Kind, Lifecycle } from "./lifecycle.ts";
import type { Program } from "./memory.ts";
import type { Writes } from "./writes.ts";

export interface Seen {
  /** A phrase for the cache's size. */
  readonly size: string;
  readonly starts: readonly Lifecycle[];
  readonly commits: readonly Lifecycle[];
  /** Writes to the API server per pod of each kind. */
  readonly writes: Readonly<Record<Exclude<Kind, "emptyDir">, Writes>>;
  readonly memory: ReadonlyMap<Program, number>;
  /** Bytes of the image's archive. */
  readonly image: number;
}

/** In the order of the report. */
export function figuresOf(seen: Seen): Measurement[] {
  return [...startFigures(seen), ...endFigures(seen), ...writeFigures(seen), ...sizeFigures(seen)];
}

const milliseconds = (seconds: number): { readonly value: number; readonly unit: "ms" } => ({
  value: seconds * 1000,
  unit: "ms",
});

function startFigures({ size, starts }: Seen): Measurement[] {
  const of = (kind: Kind): number[] =>
    starts.filter((one) => one.kind === kind).map((one) => one.running - one.created);
  const [ours, plain] = [of("unchanged"), of("emptyDir")];
  const row = (
    name: string,
    what: string,
    share: (values: readonly number[]) => number,
    limit: number,
  ): Measurement[] => [
    {
      name,
      what: `what a warm volume of ${size} adds to a pod's start, ${what}`,
      ours: milliseconds(share(ours) - share(plain)),
      goal: atMost(limit),
    },
    {
      name: `${name}-whole`,
      what: `pod created → its container runs, ${what}`,
      ours: milliseconds(share(ours)),
      reference: { ...milliseconds(share(plain)), what: "with an emptyDir" },
    },
  ];
  return [
    ...row("start-p50", "median", median, 50),
    ...row("start-p99", "99th percentile", (values) => quantile(values, 0.99), 150),
  ];
}

function endFigures({ commits }: Seen): Measurement[] {
  const after = (what: "generation" | "head"): number[] =>
    commits.flatMap((one) => (one[what] === undefined ? [] : [one[what] - one.ended]));
  return [
    {
      name: "generation",
      what: "container ended → its Generation at the API server, median",
      ours: milliseconds(median(after("generation"))),
    },
    {
      name: "head",
      what: "container ended → head in the Cache's status, median",
      ours: milliseconds(median(after("head"))),
    },
    {
      name: "head-p99",
      what: "container ended → head in the Cache's status, 99th percentile",
      ours: milliseconds(quantile(after("head"), 0.99)),
    },
  ];
}

function writeFigures({ writes }: Seen): Measurement[] {
  return [
    ...writesOf("writes-changed", "pod that commits", writes.changed),
    ...writesOf("writes-unchanged", "pod that changes nothing", writes.unchanged),
  ];
}

/** All of them, and each kind. */
function writesOf(name: string, pod: string, writes: Writes): Measurement[] {
  const all = [...writes.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      name,
      what: `writes to the API server per ${pod}, Events too`,
      ours: { value: all, unit: "writes" },
      goal: atMost(3),
    },
    ...[...writes].map(
      ([right, value]): Measurement => ({
        name: `${name}-${right.replaceAll(/[ /.]/g, "-")}`,
        what: `of these: ${right}`,
        ours: { value, unit: "writes" },
      }),
    ),
  ];
}

function sizeFigures({ memory, image }: Seen): Measurement[] {
  const programs = [...memory].map(
    ([program, value]): Measurement => ({
      name: `memory-${program.replace(" ", "-")}`,
      what: `resident memory of the ${program}, the largest`,
      ours: { value, unit: "MiB" },
    }),
  );
  return [...programs, { name: "image", what: "image, compressed", ours: { value: image / 2 ** 20, unit: "MiB" } }];
}
