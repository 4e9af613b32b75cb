/** What a tree holds, entry by entry, down to nanoseconds and extended attributes; names are bytes, and no path is too long. */
import { createHash } from "node:crypto";
import {
  type BigIntStats,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { linuxFiles } from "../../src/host/linux-files.ts";

/** One entry, by what somebody who unpacks, compares or executes it could notice. */
export interface Listed {
  readonly kind: string;
  /** Octal. */
  readonly mode: string;
  readonly owner: string;
  /** Of files: bytes and a hash of them; of symlinks: the target. */
  readonly content: string;
  readonly mtime: bigint;
  /** Values in hex; overlayfs' own are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The first path of the same inode, where there are several. */
  readonly linkedTo: string | undefined;
}

/** A tree by path; names in latin1, a character for a byte. */
export type Listing = Readonly<Record<string, Listed>>;

const kinds: Readonly<Record<number, string>> = {
  [constants.S_IFREG]: "file",
  [constants.S_IFDIR]: "directory",
  [constants.S_IFLNK]: "symlink",
  [constants.S_IFIFO]: "fifo",
  [constants.S_IFSOCK]: "socket",
  [constants.S_IFCHR]: "character device",
  [constants.S_IFBLK]: "block device",
};

/** Lists all below a directory. The times of directories count only where asked for: a merge may set them. */
export function listing(root: string, directories: "with times" | "without times" = "with times"): Listing {
  const found: Record<string, Listed> = {};
  const first = new Map<bigint, string>();
  const walk = (directory: number, prefix: string): void => {
    for (const name of readdirSync(`/proc/self/fd/${directory}`, { encoding: "latin1" }).toSorted()) {
      const at = Buffer.from(`/proc/self/fd/${directory}/${name}`, "latin1");
      const path = prefix + name;
      const listed = entry(at, path, first);
      found[path] = listed.kind === "directory" && directories === "without times" ? { ...listed, mtime: 0n } : listed;
      if (listed.kind === "directory") inside(at, (below) => walk(below, `${path}/`));
    }
  };
  inside(Buffer.from(root), (top) => walk(top, ""));
  return found;
}

function inside(path: Buffer, use: (directory: number) => void): void {
  const directory = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    use(directory);
  } finally {
    closeSync(directory);
  }
}

function entry(at: Buffer, path: string, first: Map<bigint, string>): Listed {
  const stats = lstatSync(at, { bigint: true });
  const kind = kinds[Number(stats.mode) & constants.S_IFMT] ?? "unknown";
  const linkedTo = kind === "directory" || stats.nlink === 1n ? undefined : first.get(stats.ino);
  if (linkedTo === undefined) first.set(stats.ino, path);
  return {
    kind,
    mode: (Number(stats.mode) & 0o7777).toString(8),
    owner: `${stats.uid}:${stats.gid}`,
    content: contentOf(at, kind, stats),
    mtime: stats.mtimeNs,
    attributes: attributesOf(at),
    linkedTo,
  };
}

function contentOf(at: Buffer, kind: string, stats: BigIntStats): string {
  if (kind === "symlink") return readlinkSync(at, { encoding: "latin1" });
  if (kind !== "file") return "";
  return `${stats.size} ${createHash("sha256").update(readFileSync(at)).digest("hex").slice(0, 16)}`;
}

function attributesOf(at: Buffer): Record<string, string> {
  const names = linuxFiles.listxattr(at).filter((name) => !/^(trusted|user)\.overlay\./.test(name));
  return Object.fromEntries(
    names.toSorted().map((name) => [name, Buffer.from(linuxFiles.getxattr(at, name) ?? []).toString("hex")]),
  );
}
