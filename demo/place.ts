/** Finds a directory for the demo: overlayfs needs a real file system below what it writes. */
import { statfsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "../src/cache/errors.ts";
import { whyUnsuitable } from "../src/host/state-check.ts";
import { detachBelow, mountedBelow } from "./mounts.ts";
import { notHere } from "./stop.ts";

/** A directory that the demo could use: on a disk, in memory, or not at all. */
export interface Candidate {
  readonly path: string;
  readonly fits: "disk" | "memory" | "never";
  /** Why not, for people. */
  readonly why: string;
}

/** Judges a directory by the type of its file system, a number of statfs(2). */
export function judge(path: string, magic: number): Candidate {
  const facts = { directory: path, magic, mounts: [] };
  const never = whyUnsuitable(facts, { memory: "allowed" });
  if (never !== undefined) return { path, fits: "never", why: never };
  return { path, fits: whyUnsuitable(facts, { memory: "refused" }) === undefined ? "disk" : "memory", why: "" };
}

/** The first candidate on a disk, else the first one in memory, which is good enough for a demo. */
export function choose(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ fits }) => fits === "disk") ?? candidates.find(({ fits }) => fits === "memory");
}

/** A directory of the demo's own: removed in the end, with whatever is mounted in it. */
export interface Place extends AsyncDisposable {
  readonly root: string;
  readonly inMemory: boolean;
  /** A directory in it. */
  folder(...names: readonly string[]): Promise<string>;
}

/** Makes the demo's directory; throws a Stop when no candidate fits. */
export async function makePlace(options: { readonly dir: string | undefined; readonly keep: boolean }): Promise<Place> {
  const candidates = (options.dir === undefined ? [tmpdir(), "/var/tmp", "/dev/shm"] : [options.dir]).map(look);
  const found = choose(candidates);
  if (!found) {
    const reasons = candidates.map(({ path, why }) => `  ${path}: ${why}`);
    throw notHere(
      ["No place for the demo's files:", ...reasons, "", "Name another:", "  npm run demo -- --dir DIR"].join("\n"),
    );
  }
  const root = await mkdtemp(join(await realpath(found.path), "cachefork-demo-")).catch((error: unknown) => {
    throw notHere(`No place for the demo's files: ${messageOf(error)}\n\nName another:\n  npm run demo -- --dir DIR`);
  });
  return {
    root,
    inMemory: found.fits === "memory",
    async folder(...names) {
      const path = join(root, ...names);
      await mkdir(path, { recursive: true });
      return path;
    },
    async [Symbol.asyncDispose]() {
      detachBelow(root);
      if (!options.keep) await rm(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What is left of the demo's directory and of the mounts in it. */
export async function leftovers(root: string): Promise<readonly string[]> {
  const there = await realpath(root).catch(() => undefined);
  return there === undefined ? mountedBelow(root) : [...mountedBelow(root), root];
}

function look(path: string): Candidate {
  try {
    return judge(path, statfsSync(path).type);
  } catch (error) {
    return { path, fits: "never", why: messageOf(error) };
  }
}
