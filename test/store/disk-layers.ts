/** The real layers for tests: on a state directory of their own, with the tree work done in this thread. */
import { constants, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayerId } from "../../src/cache/generation.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { DiskLayers, type TreeThread } from "../../src/store/layers.ts";
import { Layout } from "../../src/store/layout.ts";
import type { Linux } from "../../src/store/linux.ts";
import { removeTree } from "../../src/store/remove.ts";
import { prepareState } from "../../src/store/state.ts";
import { treeCalls } from "../../src/store/trees.ts";
import type { LayersWorld } from "../contracts/layers.ts";
import { observe } from "../model/observe.ts";
import { type Prefix, plant } from "../model/plant.ts";
import { show } from "../model/stack.ts";
import { type Directory, type Item, isDirectory } from "../model/tree.ts";

/** Why this process cannot make whiteouts; undefined when it can. */
export function whyNoWhiteouts(): string | undefined {
  const root = mkdtempSync(join(tmpdir(), "cachefork-whiteout-"));
  try {
    linuxFiles.mknod(Buffer.from(join(root, "whiteout")), constants.S_IFCHR);
    return undefined;
  } catch (error) {
    return `whiteouts cannot be made here: ${String(error)}`;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Whether this is a user namespace, in which there are not all groups. */
function isMapped(): boolean {
  return !readFileSync("/proc/self/gid_map", "utf8").includes("4294967295");
}

/** Whether overlayfs' marks must be in the user namespace of attributes, because the trusted one is not permitted. */
function needsUserAttributes(path: string): boolean {
  try {
    linuxFiles.setxattr(Buffer.from(path), "trusted.overlay.origin", new Uint8Array());
    return false;
  } catch {
    return true;
  }
}

/** `describe` where whiteouts can be made; elsewhere skipped, with the reason in the title. */
export function describeOnDisk(title: string, suite: () => void): void {
  const why = whyNoWhiteouts();
  if (why === undefined) describe(title, suite);
  else describe.skip(`${title} (skipped: ${why})`, suite);
}

/** With us, whoever we are, as user and group 0: trees of tests say nothing else. */
function owned<Kind extends Item>(item: Kind): Kind {
  const [uid, gid] = item.owner.split(":").map(Number);
  const owner = [uid === process.getuid?.() ? 0 : uid, gid === process.getgid?.() ? 0 : gid].join(":");
  if (!isDirectory(item)) return { ...item, owner };
  return { ...item, owner, entries: new Map([...item.entries].map(([name, below]) => [name, owned(below)])) };
}

function failed(why: string): never {
  throw new Error(why);
}

/** Layers on disk. Without privileges, overlayfs' marks are in the user namespace of attributes. */
export class DiskWorld implements LayersWorld {
  readonly countsConflicts = true;
  readonly layers: DiskLayers;
  readonly layout: Layout;
  readonly userxattr: boolean;
  readonly group = process.getuid?.() === 0 && !isMapped() ? 4711 : (process.getgid?.() ?? 0);
  /** How often everything was synced at once. */
  syncs = 0;

  private constructor(layout: Layout, linux: Linux) {
    this.layout = layout;
    this.userxattr = needsUserAttributes(layout.temporary);
    const calls = treeCalls(layout.root, linux, this.userxattr);
    const call = async (method: keyof typeof calls, ...parameters: never[]): Promise<unknown> => {
      const work: (...all: never[]) => unknown = calls[method];
      return work(...parameters);
    };
    const thread = { call } as TreeThread;
    const sync = {
      syncfs: async (): Promise<void> => {
        this.syncs += 1;
      },
      lostWrites: 0,
    };
    this.layers = new DiskLayers(layout, { seals: thread, large: thread, merges: thread, background: thread }, sync, {
      ...sync,
    });
  }

  /** With other system calls, where a test wants some of them to fail. */
  static async make(linux: Partial<Linux> = {}): Promise<DiskWorld> {
    const layout = new Layout(realpathSync(mkdtempSync(join(tmpdir(), "cachefork-layers-"))));
    await prepareState(layout);
    return new DiskWorld(layout, { ...linuxFiles, ...linux });
  }

  get prefix(): Prefix {
    return this.userxattr ? "user.overlay." : "trusted.overlay.";
  }

  async write(upper: LayerId, tree: Directory): Promise<void> {
    plant(this.layout.layer(upper), tree, this.prefix);
  }

  async read(layers: readonly LayerId[]): Promise<Directory> {
    return owned(show(layers.map((id) => observe(this.layout.layer(id)))));
  }

  /** A copy of a layer, on a disk that has room for it. */
  async copied(id: LayerId): Promise<LayerId> {
    return (await this.layers.copy(id, 0)) ?? failed("there was no room for a copy");
  }

  async hold(layer: LayerId): Promise<Directory> {
    return observe(this.layout.layer(layer));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Unlike rm, also with directories that their owner may not write.
    removeTree(this.layout.root);
  }
}
