/** A figure: what was measured, what it is compared with, and whether its goal is met. */

export type Unit = "µs" | "ms" | "s" | "MiB" | "/s" | "tries" | "writes";

/** A number with its unit. */
export interface Amount {
  readonly value: number;
  readonly unit: Unit;
}

/** What ours is compared with; `what` says it in a few words. */
export interface Reference extends Amount {
  readonly what: string;
}

/** What is to be reached: by the ratio, or by our own amount. */
export interface Goal {
  readonly of: "ratio" | "ours";
  readonly bound: "at most" | "at least";
  readonly limit: number;
}

/** What a group measured. */
export interface Measurement {
  /** Unique in its group. */
  readonly name: string;
  /** What ours is, in a few words. */
  readonly what: string;
  readonly ours: Amount;
  readonly reference?: Reference;
  /** What is divided by what; ours by the reference unless told. */
  readonly ratio?: "ours ÷ reference" | "reference ÷ ours";
  readonly goal?: Goal;
}

/** A measurement with what follows from it. */
export interface Figure extends Omit<Measurement, "name" | "ratio"> {
  /** `<group>/<name>`. */
  readonly id: string;
  readonly ratio?: number;
  /** Absent where there is no goal. */
  readonly met?: boolean;
}

/** Works out the ratio and the verdict. */
export function figureOf(group: string, { name, ratio: direction, ...measured }: Measurement): Figure {
  const { ours, reference, goal } = measured;
  const ratio =
    reference && (direction === "reference ÷ ours" ? reference.value / ours.value : ours.value / reference.value);
  const reached = goal?.of === "ratio" ? ratio : ours.value;
  return {
    id: `${group}/${name}`,
    ...measured,
    ...(ratio === undefined ? {} : { ratio }),
    ...(goal && reached !== undefined ? { met: meets(goal, reached) } : {}),
  };
}

/** A bound on the ratio from above. */
export function ratioAtMost(limit: number): Goal {
  return { of: "ratio", bound: "at most", limit };
}

/** A bound on the ratio from below. */
export function ratioAtLeast(limit: number): Goal {
  return { of: "ratio", bound: "at least", limit };
}

/** A bound on our own amount from above. */
export function atMost(limit: number): Goal {
  return { of: "ours", bound: "at most", limit };
}

function meets(goal: Goal, reached: number): boolean {
  return goal.bound === "at most" ? reached <= goal.limit : reached >= goal.limit;
}
