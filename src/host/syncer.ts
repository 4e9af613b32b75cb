/** Syncs the file system that holds the state, once for everybody who waits. */
import { openSync } from "node:fs";
import { CacheError, isKind } from "../cache/errors.ts";
import { attempt } from "./kinds.ts";
import { syncfs } from "./libc.ts";
import type { Thread } from "./thread.ts";

/** The functions of the thread for syncing. */
export type SyncCalls = ReturnType<typeof syncCalls>;

/**
 * Keeps the state directory open for the life of the thread: syncfs reports each write error once per open file
 * (syncfs(2), Linux 5.8), so an error between two calls is not missed.
 */
export function syncCalls(state: string) {
  const fd = attempt(`open ${state}`, () => openSync(state, "r"));
  return {
    syncfs: (): void => {
      try {
        syncfs(fd);
      } catch (error) {
        throw new CacheError("corrupt", `Cannot sync ${state}: the disk did not keep what was written`, {
          cause: error,
        });
      }
    },
  };
}

/** Makes everything durable that was written to the state's file system before the call. */
export class Syncer {
  readonly #thread: Pick<Thread<SyncCalls>, "call">;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #lostWrites = 0;

  constructor(thread: Pick<Thread<SyncCalls>, "call">) {
    this.#thread = thread;
  }

  /** All calls that come before the next syncfs starts share it. Throws `corrupt` when the disk lost what was written before. */
  syncfs(): Promise<void> {
    this.#next ??= this.#afterRunning();
    return this.#next;
  }

  /** How many syncs failed: the kernel tells each error once, to whoever asks first, and what it is about nobody knows. */
  get lostWrites(): number {
    return this.#lostWrites;
  }

  async #afterRunning(): Promise<void> {
    await this.#running.catch(() => undefined); // Its own callers have that error.
    this.#next = undefined;
    this.#running = this.#thread.call("syncfs");
    try {
      await this.#running;
    } catch (error) {
      // A thread that died may have been told, too.
      if (isKind(error, "corrupt", "internal")) this.#lostWrites += 1;
      throw error;
    }
  }
}
