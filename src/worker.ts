/** The entry of every worker thread: gives the thread the functions of its role. */
import { workerData } from "node:worker_threads";
import { mountCalls } from "./host/mounts.ts";
import { lowerPriority } from "./host/priority.ts";
import { syncCalls } from "./host/syncer.ts";
import { answerCalls, type Calls } from "./host/thread-messages.ts";
import { workCalls } from "./store/work.ts";

/** What a thread is started with. */
export interface ThreadRole {
  readonly role: keyof typeof roles;
  /** The state directory. */
  readonly state: string;
  /** Whether overlayfs keeps its marks in `user.overlay.*`. */
  readonly userxattr: boolean;
}

/** Loaded here, so that the other threads do not pay for the store. */
async function trees({ state, userxattr }: ThreadRole): Promise<Calls> {
  const [{ treeCalls }, { linuxFiles }] = await Promise.all([
    import("./store/trees.ts"),
    import("./host/linux-files.ts"),
  ]);
  return treeCalls(state, linuxFiles, userxattr);
}

/** The functions of each role; loaded by the thread's first call. */
const roles = {
  mounts: ({ state }: ThreadRole) => ({ ...mountCalls(state), ...workCalls(state) }),
  sync: ({ state }: ThreadRole) => syncCalls(state),
  background: async (role: ThreadRole) => {
    lowerPriority();
    // With a sync of its own: whoever seals must not wait for that of a compaction.
    return { ...(await trees(role)), ...syncCalls(role.state) };
  },
  trees,
} satisfies Record<string, (data: ThreadRole) => Calls | Promise<Calls>>;

const data = workerData as ThreadRole;
answerCalls(() => roles[data.role](data));
