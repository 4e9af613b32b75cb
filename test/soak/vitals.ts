/** What the plugin's process and its state take, looked at from outside. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { names } from "../support/on-disk.ts";
import type { Running } from "../support/running.ts";

/** One look. */
export interface Vitals {
  /** Bytes in memory, of the plugin's process. */
  readonly memory: number;
  readonly descriptors: number;
  readonly threads: number;
  readonly mounts: number;
  readonly layers: number;
  /** Files of volumes' records. */
  readonly records: number;
  /** In tmp/, trash/ and w/. */
  readonly temporary: number;
}

/** Looks at a plugin that runs. */
export function vitalsOf(running: Running): Vitals {
  const own = `/proc/${running.pid}`;
  const inState = (folder: string): number => names(join(running.state, folder)).length;
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`${own}/status`, "utf8"))?.[1];
  return {
    memory: Number(resident) * 1024,
    descriptors: readdirSync(`${own}/fd`).length,
    threads: readdirSync(`${own}/task`).length,
    mounts: running.mounts().length,
    layers: running.disk.layers().length,
    records: inState("volumes"),
    temporary: inState("tmp") + inState("trash") + inState("w"),
  };
}
