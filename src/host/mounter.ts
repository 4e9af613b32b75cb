/** The port Mounter: overlay mounts through the thread for mounts. */
import { lstatSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { isKind } from "../cache/errors.ts";
import type { Mounted, Mounter, OverlayMount } from "../cache/ports.ts";
import { failed } from "./kinds.ts";
import { isOurs, parseMountInfo, sourceOf } from "./mountinfo.ts";
import type { MountCalls } from "./mounts.ts";
import type { OverlayOptions } from "./overlay-options.ts";
import type { Syncer } from "./syncer.ts";
import type { Thread } from "./thread.ts";

/** Mounts on this machine. The thread belongs to the caller. */
export class LinuxMounter implements Mounter {
  readonly #thread: Thread<MountCalls>;
  /** What the trial mounts found; the caller logs what was left out, and tells the store of `userxattr`. */
  readonly found: OverlayOptions;
  readonly #source: string;
  readonly #acknowledging: Acknowledging;

  private constructor(
    thread: Thread<MountCalls>,
    acknowledging: Acknowledging,
    { found, source }: { readonly found: OverlayOptions; readonly source: string },
  ) {
    this.#thread = thread;
    this.#acknowledging = acknowledging;
    this.found = found;
    this.#source = source;
  }

  /**
   * Tries out what the kernel can do in the state directory. Throws `precondition` with what to do when overlays cannot
   * work. `context` is SELinux' `context=` for every mount, or empty. The syncer is asked when a mount needs it.
   */
  static async open(
    thread: Thread<MountCalls>,
    context: string,
    syncer: Pick<Syncer, "syncfs">,
  ): Promise<LinuxMounter> {
    const acknowledging = acknowledgingBy(syncer);
    const found = await acknowledging(() => thread.call("tryOverlay", context));
    return new LinuxMounter(thread, acknowledging, { found, source: await thread.call("source") });
  }

  mount(overlay: OverlayMount, target: string): Promise<void> {
    return this.#acknowledging(() => this.#thread.call("mount", overlay, target, this.found.options));
  }

  remountReadOnly(target: string): Promise<readonly string[]> {
    return this.#thread.call("remountReadOnly", target);
  }

  async unmount(target: string): Promise<void> {
    // Not worth a message: an unpublish asks again in its end.
    if (isAbsent(target)) return;
    return this.#thread.call("unmount", target);
  }

  detach(target: string): Promise<void> {
    return this.#thread.call("detach", target);
  }

  async inUse(upperdir: string): Promise<boolean> {
    try {
      return await this.#acknowledging(() => this.#thread.call("inUse", upperdir, this.found.options));
    } finally {
      // Behind the answer. What resists, or is cut off by the end of the thread, is thrown away at the next start.
      void this.#thread.call("removeTrials").catch(() => undefined);
    }
  }

  list(): Promise<readonly Mounted[]> {
    return mountsFrom(this.#source);
  }

  async mountedAt(target: string): Promise<readonly string[]> {
    const real = await realpath(target).catch(() => undefined);
    return (await this.list()).filter((mount) => mount.target === real).map(({ source }) => source);
  }
}

/** What is wrong with a path is the thread's to say. */
function isAbsent(target: string): boolean {
  try {
    return lstatSync(target, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

/** Runs what makes a mount. */
type Acknowledging = <Result>(run: () => Promise<Result>) => Promise<Result>;

/**
 * While the disk has lost writes and nobody was told, the kernel refuses volatile mounts with EIO ("upperdir has an unseen
 * error", fs/overlayfs/super.c). Small deltas are synced file by file, so nobody might ever be told: a syncfs is, which
 * counts it, and then the mount is tried again.
 */
function acknowledgingBy(syncer: Pick<Syncer, "syncfs">): Acknowledging {
  return async (run) => {
    try {
      return await run();
    } catch (error) {
      if (!isKind(error, "unavailable")) throw error;
      await syncer.syncfs().catch(() => {});
      return run();
    }
  };
}

/** The mounts of a state's volumes that this process sees; those of other states on this machine are not ours to know. */
export async function mountTable(state: string): Promise<readonly Mounted[]> {
  return mountsFrom(sourceOf(state));
}

/** From the mount table, without waiting for a thread. Targets are real paths: no component is a symlink. */
async function mountsFrom(source: string): Promise<readonly Mounted[]> {
  const table = await readFile("/proc/self/mountinfo").catch((error: unknown) => {
    throw failed("read the mount table", error);
  });
  return parseMountInfo(table)
    .filter((entry) => isOurs(entry) && entry.source.startsWith(source))
    .map((entry) => ({ target: entry.target, source: entry.source.slice(source.length) }));
}
