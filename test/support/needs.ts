/** What system tests need of the machine, and how they skip out loud without it. */
import { whyNoMounts } from "../host/real-mounts.ts";
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
