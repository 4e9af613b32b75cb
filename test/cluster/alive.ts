/** Tells whether a process is the one that was started: a pid alone may be somebody else's by now. */
import { readFileSync } from "node:fs";

/** A process of this host. */
export interface Known {
  readonly pid: number;
  /** When it was started, in the kernel's ticks since the boot. */
  readonly start: string;
}

/** The process of this pid as it is now; undefined when there is none, or one that has ended and was not waited for. */
export function known(pid: number): Known | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // proc_pid_stat(5): the name is in brackets and may contain anything; the state is field 3, the start is field 22.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  const start = fields[19];
  return start === undefined || state === "Z" || state === "X" ? undefined : { pid, start };
}

export function isAlive({ pid, start }: Known): boolean {
  return known(pid)?.start === start;
}

/** Sends a signal to that process and no other; false when it is gone. */
export function signal(process_: Known, name: NodeJS.Signals): boolean {
  if (!isAlive(process_)) return false;
  try {
    return process.kill(process_.pid, name);
  } catch {
    return false;
  }
}
