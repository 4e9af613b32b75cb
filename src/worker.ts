/** The entry of every worker thread: gives the thread the functions of its role. */
import { workerData } from "node:worker_threads";
import { linuxFiles } from "./host/linux-files.ts";
import { mountCalls } from "./host/mounts.ts";
import { syncCalls } from "./host/syncer.ts";
import { answerCalls, type Calls } from "./host/thread-messages.ts";
import { treeCalls } from "./store/trees.ts";

/** What a thread is started with. */
export interface ThreadRole {
  readonly role: keyof typeof roles;
  /** The state directory. */
  readonly state: string;
  /** Whether overlayfs keeps its marks in `user.overlay.*`. */
  readonly userxattr: boolean;
}

/** The functions of each role; loaded by the thread's first call. */
const roles = {
  mounts: ({ state }: ThreadRole) => mountCalls(state),
  sync: ({ state }: ThreadRole) => syncCalls(state),
  trees: ({ state, userxattr }: ThreadRole) => treeCalls(state, linuxFiles, userxattr),
} satisfies Record<string, (data: ThreadRole) => Calls | Promise<Calls>>;

const data = workerData as ThreadRole;
answerCalls(() => roles[data.role](data));
