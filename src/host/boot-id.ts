/** Tells one boot of the machine from the next: after a crash, an open volume's files cannot be trusted. */
import { readFileSync } from "node:fs";
import { CacheError } from "../cache/errors.ts";
import { attempt } from "./kinds.ts";

/** Where the kernel keeps it (proc_sys_kernel(5)): a new random UUID for each boot. */
export const bootIdFile = "/proc/sys/kernel/random/boot_id";

/** The id of this boot, from the file given: tests have their own. Throws `precondition` when there is none. */
export function readBootId(file: string): string {
  const id = attempt(`read the boot id from ${file}`, () => readFileSync(file, "utf8")).trim();
  if (id === "") throw new CacheError("precondition", `Cannot read the boot id from ${file}: it is empty`);
  return id;
}
