/** Real mounts for tests: a state directory with an awkward path, holders that are processes, and their removal. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { OverlayMount } from "../../src/cache/ports.ts";
import { umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import { LinuxMounter } from "../../src/host/mounter.ts";
import { parseMountInfo } from "../../src/host/mountinfo.ts";
import type { MountCalls } from "../../src/host/mounts.ts";
import { Thread } from "../../src/host/thread.ts";
import type { MounterWorld } from "../contracts/mounter.ts";

export const workerEntry = new URL("../../src/worker.ts", import.meta.url);

/** On a disk that loses nothing, mounts need no syncs. */
export const noSyncer = { syncfs: (): Promise<void> => Promise.reject(new Error("No sync was expected")) };

/** Why this process cannot mount; undefined when it can. Bit 21 is CAP_SYS_ADMIN (capabilities(7)). */
export function whyNoMounts(): string | undefined {
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  if ((BigInt(`0x${capabilities}`) >> 21n) & 1n) return undefined;
  return "mounting needs CAP_SYS_ADMIN; the same runs in a user namespace, see user-namespace.test.ts";
}

/** `describe` where this process can mount; elsewhere skipped, with the reason in the title. */
export function describeMounts(title: string, suite: () => void): void {
  const why = whyNoMounts();
  if (why === undefined) describe(title, suite);
  else describe.skip(`${title} (skipped: ${why})`, suite);
}

/** A world around the real mounter. Its state's path holds what mount options would trip over. */
export class RealWorld implements MounterWorld {
  readonly root: string;
  readonly state: string;
  readonly mounter: LinuxMounter;
  readonly #thread: Thread<MountCalls>;
  readonly #holders: ChildProcess[] = [];
  #count = 0;

  private constructor(root: string, thread: Thread<MountCalls>, mounter: LinuxMounter) {
    this.root = root;
    this.state = path.join(root, awkward);
    this.#thread = thread;
    this.mounter = mounter;
  }

  static async make(): Promise<RealWorld> {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), "cachefork-mounts-")));
    const state = path.join(root, awkward);
    mkdirSync(state);
    const thread = new Thread<MountCalls>({ entry: workerEntry, data: { role: "mounts", state } });
    try {
      return new RealWorld(root, thread, await LinuxMounter.open(thread, "", noSyncer));
    } catch (error) {
      await thread[Symbol.asyncDispose]();
      rmSync(root, { recursive: true });
      throw error;
    }
  }

  async overlay(lowers: number): Promise<OverlayMount> {
    this.#count += 1;
    const name = this.#count;
    const lowerdir = Array.from({ length: lowers }, (_, number) => `l/${name}-${number}`);
    const overlay = { source: `volume-${name}`, lowerdir, upperdir: `l/u${name}`, workdir: `w/u${name}` };
    for (const directory of [...lowerdir, overlay.upperdir, overlay.workdir]) {
      mkdirSync(path.join(this.state, directory), { recursive: true });
    }
    return overlay;
  }

  target(): string {
    this.#count += 1;
    return path.join(this.root, "pods, all:", `${this.#count}`, "mount");
  }

  async hold(target: string, how: "writer" | "directory" | "leak"): Promise<() => Promise<void>> {
    if (how === "writer") {
      const file = await open(path.join(target, "held"), "w");
      return () => file.close();
    }
    const holder = await (how === "directory"
      ? this.#echo("cat", [], target)
      : this.#echo("unshare", ["-m", "cat"], target));
    return async () => {
      const ended = once(holder, "exit");
      holder.stdin?.end();
      await ended;
    };
  }

  /** A process that copies its input, started: it has answered once, so that it is where it shall be. */
  async #echo(command: string, parameters: readonly string[], cwd: string): Promise<ChildProcess> {
    const child = spawn(command, parameters, { cwd, stdio: ["pipe", "pipe", "inherit"] });
    this.#holders.push(child);
    child.stdin.write("there?\n");
    await once(child.stdout, "data");
    return child;
  }

  /** A copy of all mounts in another namespace, in which nobody is at the target; `holder` is its process. */
  async copyMounts(): Promise<void> {
    await this.#echo("unshare", ["-m", "cat"], "/");
  }

  /** Overlayfs keeps an index only with all privileges; without one, detached mounts are not seen. */
  get seesDetached(): boolean {
    return !this.mounter.found.userxattr;
  }

  /** The last process that holds something. */
  get holder(): number {
    return this.#holders.at(-1)?.pid ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#holders) child.kill("SIGKILL");
    await this.#thread[Symbol.asyncDispose]();
    for (const { target } of parseMountInfo(readFileSync("/proc/self/mountinfo")).toReversed()) {
      if (target.startsWith(`${this.root}/`)) umount2(target, MNT_DETACH | UMOUNT_NOFOLLOW);
    }
    if (existsSync(this.root)) rmSync(this.root, { recursive: true });
  }
}

const awkward = 'state, of:lowerdir="x" \\ and blanks';
