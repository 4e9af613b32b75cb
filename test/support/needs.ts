/** What system tests need of the machine, and how they skip out loud without it. */
import { readFileSync } from "node:fs";
import { whyNoMounts } from "../host/real-mounts.ts";
import { skipBecause } from "../host/skip.ts";
import { endAll } from "./running.ts";

/** `describe` where this process can mount; elsewhere skipped, with the reason in the title. */
export function describeSystem(title: string, suite: () => void): void {
  const why = whyNoMounts();
  if (why !== undefined) {
    describe.skip(`${title} (skipped: ${why})`, suite);
    return;
  }
  describe(title, () => {
    afterEach(endAll);
    suite();
  });
}

/** Whether this process is root of the machine, and not just of a user namespace: it may give files to anybody, and make device nodes. */
export const isRoot =
  process.getuid?.() === 0 && /^\s*0\s+0\s+4294967295$/m.test(readFileSync("/proc/self/uid_map", "utf8"));

/** Skips the running test where this process is not root of the machine. */
export function needRoot(context: Mocha.Context): void {
  if (!isRoot) skipBecause(context, "only root of the machine may do this");
}
