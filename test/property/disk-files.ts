/** Carries out the operations of a random history on a directory; one that does not fit there does nothing. */
import {
  chmodSync,
  constants,
  copyFileSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { linuxFiles } from "../../src/host/linux-files.ts";

/** Refused by the kernel because the tree is not as the operation would need it. */
const misfits = new Set([
  "ENOENT",
  "ENOTDIR",
  "EISDIR",
  "ENOTEMPTY",
  "EEXIST",
  "EINVAL",
  "ELOOP",
  "EPERM",
  "ENXIO",
  "ENOTSUP",
  "ERR_FS_EISDIR",
]);

const start = BigInt(Date.parse("2026-01-01T00:00:00Z")) * 1_000_000n;

/** `3h` as nanoseconds since the epoch. */
export function timeOf(hours: string): bigint {
  return start + BigInt(hours.slice(0, -1)) * 3_600_000_000_000n;
}

/** Does one operation below the root. */
export function operate(root: string, operation: string): void {
  const [word = "", first = "", second = "", third = ""] = operation.split(" ");
  const act = operations[word];
  if (!act) throw new Error(`No such operation: ${operation}`);
  try {
    act(join(root, first), second, third, root);
  } catch (error) {
    if (!misfits.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

type Act = (path: string, second: string, third: string, root: string) => void;

const operations: Readonly<Record<string, Act>> = {
  write(path, content, time) {
    parents(path);
    // Also through a symlink: opening a pipe would wait for a reader.
    if (statSync(path, { throwIfNoEntry: false })?.isFIFO()) return;
    writeFileSync(path, content);
    utimes(path, time);
  },
  remove: (path) => rmSync(path, { recursive: true }),
  recreate(path) {
    rmSync(path, { recursive: true });
    mkdirSync(path);
  },
  /** As an installer does that starts over: the same directories, with one new file in each. */
  renew(path, content, time) {
    const directories = directoriesIn(path);
    rmSync(path, { recursive: true });
    for (const directory of directories) {
      mkdirSync(directory);
      writeFileSync(join(directory, "c"), content);
      utimes(join(directory, "c"), time);
    }
  },
  mkdir: (path) => void mkdirSync(path, { recursive: true }),
  move(from, second, _third, root) {
    const to = join(root, second);
    parents(to);
    try {
      renameSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      // As mv(1) does where a directory cannot be renamed.
      copy(from, to);
      rmSync(from, { recursive: true });
    }
  },
  chmod(path, mode) {
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, Number.parseInt(mode, 8));
  },
  chown: (path, owner) => lchownSync(path, Number(owner), Number(owner)),
  tag(path, value) {
    linuxFiles.setxattr(Buffer.from(path), "user.tag", Buffer.from(value));
  },
  symlink(path, target, time) {
    parents(path);
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
    symlinkSync(target, path);
    utimes(path, time);
  },
  touch: (path, time) => utimes(path, time),
  link(from, second, _third, root) {
    parents(join(root, second));
    linkSync(from, join(root, second));
  },
  fifo(path, time) {
    linuxFiles.mknod(Buffer.from(path), constants.S_IFIFO | 0o644);
    utimes(path, time);
  },
  /** A file where a directory was, a directory with a file where a file was. */
  turn(path, content, time) {
    const wasDirectory = lstatSync(path).isDirectory();
    rmSync(path, { recursive: true });
    if (!wasDirectory) mkdirSync(path);
    const file = wasDirectory ? path : join(path, "a");
    writeFileSync(file, content);
    utimes(file, time);
  },
};

/** A directory and all below it, outer ones first; those called `c` are left out. */
function directoriesIn(path: string): string[] {
  if (!lstatSync(path).isDirectory()) throw Object.assign(new Error("no directory"), { code: "ENOTDIR" });
  const below = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "c");
  return [path, ...below.flatMap(({ name }) => directoriesIn(join(path, name)))];
}

/** Makes the directory anew with all that is in it; what is neither directory, file nor symlink stays behind. */
function copy(from: string, to: string): void {
  const stats = lstatSync(from, { bigint: true });
  if (stats.isDirectory()) {
    mkdirSync(to);
    for (const name of readdirSync(from)) copy(join(from, name), join(to, name));
  }
  if (stats.isFile()) copyFileSync(from, to);
  if (stats.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  if (stats.isFile() || stats.isSymbolicLink()) linuxFiles.utimens(Buffer.from(to), stats.mtimeNs, stats.mtimeNs);
}

function parents(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
}

function utimes(path: string, time: string): void {
  linuxFiles.utimens(Buffer.from(path), timeOf(time), timeOf(time));
}
