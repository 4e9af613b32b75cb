/** What a test tells the plugin that it stops, by a file that the hook in the plugin reads. */

/** Errors of the system that an operation can end with. */
export const faults = ["ENOSPC", "EDQUOT", "EIO", "EROFS"] as const;
export type Fault = (typeof faults)[number];

/** The one operation that something happens to. */
export interface Plan {
  /** Its number among the operations that change something, from 0. */
  readonly at: number;
  /** The process is killed before it or after it, or it ends with an error and does nothing. */
  readonly how: "before" | "after" | Fault;
  /** Counting begins with the first operation that this matches; at once, unless given. */
  readonly from: string | undefined;
}

/** Whether the operation is to fail, and the process to live on. */
export function isFault(how: Plan["how"]): how is Fault {
  return how !== "before" && how !== "after";
}

export interface Control {
  readonly plan?: Plan | undefined;
  /** What the kernel's boot id seems to be. */
  readonly bootId?: string | undefined;
  readonly broken?: Broken | undefined;
}

/** A product that is broken on purpose. */
export interface Broken {
  /** Operations that this matches are never carried out, and say that they were. */
  readonly leavesOut?: string;
  /** One place in one file below src/ that says something else. */
  readonly rewrites?: { readonly file: string; readonly text: string; readonly instead: string };
}

/** The environment variable that names the directory of the plan and of the trace. */
export const rootVariable = "TEST_ROOT";
export const controlName = "points.json";
/** The operation that something happened to, in words; and at its end how many operations a process had counted. */
export const traceName = "points.log";
/** What the hook logs when it has read the plan again; with the number of operations that were counted until then. */
export const readAgain = "Read the plan again";
