/** The entry of every worker thread: gives the thread the functions of its role. */
import { workerData } from "node:worker_threads";
import { mountCalls } from "./host/mounts.ts";
import { syncCalls } from "./host/syncer.ts";
import { answerCalls, type Calls } from "./host/thread-messages.ts";

/** What a thread is started with. */
export interface ThreadRole {
  readonly role: keyof typeof roles;
  /** The state directory. */
  readonly state: string;
}

/** The functions of each role; loaded by the thread's first call. */
const roles = {
  mounts: ({ state }: ThreadRole) => mountCalls(state),
  sync: ({ state }: ThreadRole) => syncCalls(state),
} satisfies Record<string, (data: ThreadRole) => Calls | Promise<Calls>>;

const data = workerData as ThreadRole;
answerCalls(() => roles[data.role](data));
