/** A Mounter with a mount table in memory: it can be told that somebody holds a mount, and to fail. */
import { CacheError } from "../../src/cache/errors.ts";
import type { Mounted, Mounter, OverlayMount } from "../../src/cache/ports.ts";
import { mountData } from "../../src/host/overlay-options.ts";

/** Who holds a mount: a file open for writing, a working directory, a copy of the mount in another namespace. */
export type Holder = "writer" | "directory" | "leak";

interface FakeMount {
  readonly overlay: OverlayMount;
  readonly target: string;
  readonly holders: Holder[];
  mounted: boolean;
  readOnly: boolean;
}

export class FakeMounter implements Mounter {
  /** All mounts ever made, oldest first. */
  readonly #mounts: FakeMount[] = [];
  /** What others mounted on top of ours, by target. */
  readonly #foreign = new Map<string, readonly string[]>();
  readonly #failures = new Map<keyof Mounter, unknown[]>();

  /** The next call of the method throws this, before it does anything. Several wait in line. */
  failNext(method: keyof Mounter, error: unknown): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** From now on somebody holds the mount at the target; call what is returned to let go. */
  hold(target: string, how: Holder): () => void {
    const { holders } = this.#top(target) ?? notMounted("hold", target);
    holders.push(how);
    return () => {
      const index = holders.indexOf(how);
      if (index >= 0) holders.splice(index, 1);
    };
  }

  /** What is mounted at the target, for assertions. */
  at(target: string): { readonly overlay: OverlayMount; readonly readOnly: boolean } | undefined {
    return this.#top(target);
  }

  /** As after a reboot, or when somebody unmounts behind the driver's back. */
  loseMounts(): void {
    this.#mounts.length = 0;
  }

  async mount(overlay: OverlayMount, target: string): Promise<void> {
    this.#failIfTold("mount");
    mountData(overlay, "");
    const readOnly = overlay.upperdir === undefined;
    this.#mounts.push({ overlay, target, holders: [], mounted: true, readOnly });
  }

  async remountReadOnly(target: string): Promise<readonly string[]> {
    this.#failIfTold("remountReadOnly");
    const covering = this.#foreign.get(target) ?? [];
    if (this.#top(target)) this.#foreign.delete(target);
    const mount = this.#top(target) ?? notMounted("make read-only", target);
    if (mount.holders.includes("writer")) throw inUse("make read-only", target);
    mount.readOnly = true;
    return covering;
  }

  async unmount(target: string): Promise<void> {
    this.#failIfTold("unmount");
    this.#foreign.delete(target);
    for (let mount = this.#top(target); mount !== undefined; mount = this.#top(target)) {
      if (mount.holders.some((how) => how !== "leak")) throw inUse("unmount", target);
      mount.mounted = false;
    }
  }

  async detach(target: string): Promise<void> {
    this.#failIfTold("detach");
    for (const mount of this.#mounts) if (mount.target === target) mount.mounted = false;
  }

  async inUse(upperdir: string): Promise<boolean> {
    this.#failIfTold("inUse");
    const alive = this.#mounts.filter((mount) => mount.mounted || mount.holders.length > 0);
    return alive.some(({ overlay }) => overlay.upperdir === upperdir);
  }

  /** Somebody else mounts something on top. */
  cover(target: string, what: string): void {
    this.#foreign.set(target, [...(this.#foreign.get(target) ?? []), what]);
  }

  /** Somebody binds the mount to another place. */
  bind(target: string, copy: string): void {
    const mount = this.#top(target) ?? notMounted("bind", target);
    this.#mounts.push({ ...mount, target: copy, holders: [] });
  }

  async mountedAt(target: string): Promise<readonly string[]> {
    this.#failIfTold("mountedAt");
    const there = this.#mounts.filter((mount) => mount.mounted && mount.target === target);
    return there.map(({ overlay }) => overlay.source);
  }

  async list(): Promise<readonly Mounted[]> {
    this.#failIfTold("list");
    const mounted = this.#mounts.filter((mount) => mount.mounted);
    return mounted.map(({ overlay, target }) => ({ target, source: overlay.source }));
  }

  #top(target: string): FakeMount | undefined {
    return this.#mounts.findLast((mount) => mount.mounted && mount.target === target);
  }

  #failIfTold(method: keyof Mounter): void {
    const failures = this.#failures.get(method) ?? [];
    if (failures.length > 0) throw failures.shift();
  }
}

function inUse(doing: string, target: string): CacheError {
  return new CacheError("busy", `Cannot ${doing} ${target}: it is in use`);
}

function notMounted(doing: string, target: string): never {
  throw new CacheError("not-found", `Cannot ${doing} ${target}: nothing is mounted there`);
}
