/** Products that are broken in one place each, with the stop of a flow behind which a check must notice it. */
import { longChain } from "../../src/cache/compact.ts";
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

/** The entry of this number is appended to the log of the scene's cache; for the CLI the state is not below its own directory. */
function entry(number: number): string {
  return `^link .*state/caches/builds/cache-.*\\.${number}$`;
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
  {
    what: "leaves a file out of a merge",
    broken: { leavesOut: "^link .*/tree/kept/deep/added$" },
    stop: { flow: "merge", how: "before", from: "^rename state/tmp/.*/tree state/l/" },
    sees: /what cache holds[^]*kept\/deep\/added/,
  },
  {
    what: "leaves a file out of a compaction",
    broken: { leavesOut: "^link .*/tree/kept/deep/file$" },
    stop: { flow: "compact, down to the bottom", how: "after", from: entry(longChain + 2) },
    sees: /what cache holds[^]*kept\/deep\/file/,
  },
  {
    what: "compacts as if nothing lay below",
    broken: {
      rewrites: {
        file: "node/compactor.ts",
        text: 'planned.run.to === planned.chain.layers.length ? "nothing" : "something"',
        instead: '"nothing"',
      },
    },
    stop: { flow: "compact, in the middle", how: "after", from: entry(longChain + 2) },
    sees: /what cache holds[^]*deleted/,
  },
  {
    what: "sweeps the newest layer of a log away",
    broken: {
      rewrites: {
        file: "node/unpinned.ts",
        text: "for (const generation of await ledger.generations(key)) pin(idsOf(generation.layers));",
        instead: "for (const generation of await ledger.generations(key)) pin(idsOf(generation.layers.slice(1)));",
      },
    },
    stop: { flow: "sweep", how: "before", from: "^rename state/l/.* state/trash/" },
    sees: /what cache holds/,
  },
  {
    what: "sweeps away what only a snapshot holds",
    broken: {
      rewrites: {
        file: "node/unpinned.ts",
        text: "for (const snapshot of await snapshots.list()) pin(idsOf(snapshot.layers));",
        instead: "",
      },
    },
    stop: { flow: "create a snapshot", how: "after", from: "^link state/tmp/draft.* state/snapshots/" },
    sees: /a copy: layer .* is not on the disk/,
  },
  {
    what: "says that it made a snapshot, and did not",
    broken: { leavesOut: "^link state/tmp/draft.* state/snapshots/" },
    stop: { flow: "create a snapshot", how: "before", from: "" },
    sees: /snapshots: expected/,
  },
  {
    what: "says that it pruned, and did not",
    broken: { leavesOut: entry(2) },
    stop: { flow: "prune", how: "before", from: "" },
    sees: /what cache holds/,
  },
  {
    what: "commits what was pruned meanwhile",
    broken: { rewrites: { file: "cache/prune.ts", text: "epoch: head.epoch + 1", instead: "epoch: head.epoch" } },
    stop: { flow: "prune", how: "after", from: entry(2) },
    sees: /what cache holds/,
  },
  {
    what: "says that it made a claim, and did not",
    broken: { leavesOut: "^link state/tmp/draft.* state/claims/" },
    stop: { flow: "create a claim", how: "before", from: "" },
    sees: /claims: expected/,
  },
  {
    what: "says that it deleted a claim, and did not",
    broken: { leavesOut: "^rm state/claims/" },
    stop: { flow: "delete a claim", how: "before", from: "" },
    sees: /claims: expected/,
  },
  {
    what: "makes a copy without its content",
    broken: { leavesOut: "^link state/tmp/draft.* state/caches/builds/copy-.*[0-9]$" },
    stop: {
      flow: "create a claim as a copy",
      how: "before",
      from: "^link state/tmp/draft.* state/caches/builds/copy-",
    },
    sees: /generations of the copy: expected/,
  },
];
