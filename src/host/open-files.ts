/** How many files a process may have open at once. */
import { readFileSync } from "node:fs";

/** The limit of a process (proc_pid_limits(5)), by its id; undefined where it cannot be seen. Node raises it to what it may be when it starts. */
export function openFilesLimit(pid: number): number | undefined {
  try {
    const [, limit] = /^Max open files\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, "latin1")) ?? [];
    return limit === "unlimited" ? Infinity : limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
