/** What a group of figures gets to work with, and what it is. */
import type { Measurement } from "./figure.ts";

/** Where a group works, and how thoroughly. */
export interface Setting {
  /** An empty directory on the measured file system, removed afterwards with whatever is mounted below it. */
  readonly root: string;
  /** `quick` shows that the group works, with small amounts that say nothing about the goals. */
  readonly thorough: "full" | "quick";
  /** Tells people what is going on. */
  readonly say: (text: string) => void;
}

/** Figures that are measured together. */
export interface Group {
  /** What `--only` selects. */
  readonly name: string;
  readonly title: string;
  readonly measure: (setting: Setting) => Promise<readonly Measurement[]>;
}

/** The first number in a full run, the second in a quick one. */
export function amount({ thorough }: Setting, full: number, quick: number): number {
  return thorough === "full" ? full : quick;
}
