/** Lets others go first: for the thread whose work can wait. */
import { constants, setPriority } from "node:os";
import { setIoPriority } from "./libc.ts";

/** IOPRIO_CLASS_BE, and the last of its eight levels: not idle, because a commit may have to wait for a compaction. */
const lastOfBestEffort = (2 << 13) | 7;

/** Lowers the calling thread's priority for the processor and the disk; both are by thread on Linux. */
export function lowerPriority(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  setIoPriority(lastOfBestEffort);
}
