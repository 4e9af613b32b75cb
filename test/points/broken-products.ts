/** Products that are broken in one place each, with the stop of a flow behind which a check must notice it. */
import type { Broken, Plan } from "./plan.ts";
import type { Boot } from "./stoppable.ts";

export interface BrokenProduct {
  /** What it does wrong. */
  readonly what: string;
  readonly broken: Broken;
  readonly stop: { readonly flow: string; readonly how: Plan["how"]; readonly from: string; readonly boot?: Boot };
  /** What is found wrong. */
  readonly sees: RegExp;
}

const sealing = "^rename state/tmp/draft.* state/volumes/";

export const brokenProducts: readonly BrokenProduct[] = [
  {
    what: "keeps no note of what it mounted",
    broken: { leavesOut: "/volumes/.*mounted$" },
    stop: { flow: "unpublish, small", how: "after", from: "^umount pods/" },
    sees: /what cache holds/,
  },
  {
    what: "says that it appended, and did not",
    broken: { leavesOut: "^link state/tmp/draft.* state/caches/.*[0-9]$" },
    stop: { flow: "publish, cold", how: "before", from: "" },
    sees: /what cache holds/,
  },
  {
    what: "leaves the targets of its mounts",
    broken: { leavesOut: "^rmdir pods/" },
    stop: { flow: "unpublish, small", how: "before", from: "^umount pods/" },
    sees: /targets: expected/,
  },
  {
    what: "answers an unpublish before it has sealed, and the machine goes down",
    broken: {
      rewrites: {
        file: "csi/node.ts",
        text: "async (message, signal) => flows.unpublish(checkAddress(message), signal)",
        instead:
          "async (message) => void flows.unpublish(checkAddress(message), new AbortController().signal).catch(() => {})",
      },
    },
    stop: { flow: "unpublish, small", how: "before", from: sealing, boot: "other boot" },
    sees: /what cache holds/,
  },
];
