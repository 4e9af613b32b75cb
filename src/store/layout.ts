/** Every path under the state directory. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** Where things are under a state directory. Layer paths are short: the kernel takes 4095 bytes of mount options. */
export class Layout {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** `{uuid, version}`: who this state is. */
  get identity(): string {
    return join(this.root, "state.json");
  }

  /** Layers and the uppers of open volumes: one name space, so that a sealed upper is a layer without moving. */
  get layers(): string {
    return join(this.root, "l");
  }

  layer(id: string): string {
    return join(this.root, "l", id);
  }

  /** Working directories of overlay mounts, by the id of their upper; thrown away after use. */
  get works(): string {
    return join(this.root, "w");
  }

  work(id: string): string {
    return join(this.root, "w", id);
  }

  /** Records of volumes, one file per incarnation. */
  get volumes(): string {
    return join(this.root, "volumes");
  }

  get claims(): string {
    return join(this.root, "claims");
  }

  /** Records of snapshots. */
  get snapshots(): string {
    return join(this.root, "snapshots");
  }

  /** One directory per cache: `caches/<namespace>/<name>`. */
  get caches(): string {
    return join(this.root, "caches");
  }

  /** Notes of what cannot be read, and of what that may pin. */
  get aside(): string {
    return join(this.root, "aside");
  }

  /** Half-made things; emptied at start. */
  get temporary(): string {
    return join(this.root, "tmp");
  }

  /** What was discarded and waits to be removed. */
  get trash(): string {
    return join(this.root, "trash");
  }

  /** Space that is kept for ourselves; see DiskReserve. */
  get reserve(): string {
    return join(this.root, "reserve");
  }

  /** Every directory that must be there. */
  get directories(): readonly string[] {
    const records = [this.volumes, this.claims, this.snapshots, this.caches, this.aside];
    return [this.layers, this.works, ...records, this.temporary, this.trash];
  }
}

/** A new layer id: 10 characters of base 36, more than 50 random bits; whoever makes the directory sees a clash. */
export function newId(): string {
  return BigInt(`0x${randomBytes(8).toString("hex")}`)
    .toString(36)
    .padStart(10, "0")
    .slice(-10);
}
