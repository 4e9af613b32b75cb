/** Makes sure that one state directory has one plugin. */
import { closeSync, constants, openSync, readFileSync, statfsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CacheError } from "../cache/errors.ts";
import { attempt, codeOf, failed } from "./kinds.ts";
import { flock } from "./libc.ts";

const LOCK_EX = 2;
const LOCK_NB = 4;

/** The lock of a state directory; the kernel frees it when the process ends, however that happens (flock(2)). */
export class StateLock implements Disposable {
  readonly #fd: number;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** Takes `<state>/lock` and writes this process's id into it. Throws `busy` with the id of the process that has it. */
  static take(state: string): StateLock {
    const file = path.join(state, "lock");
    // Not for writing: as long as a file is open for writing, nobody can remount the file system read-only (mount(2), EBUSY).
    const flags = constants.O_RDONLY | constants.O_CREAT | constants.O_NOFOLLOW;
    const fd = attempt(`open ${file}`, () => openSync(file, flags, 0o600));
    try {
      flock(fd, LOCK_EX | LOCK_NB);
      writeFileSync(file, `${process.pid}\n`);
      return new StateLock(fd);
    } catch (error) {
      closeSync(fd);
      throw codeOf(error) === "EAGAIN" ? taken(state, file, error) : failed(`lock ${file}`, error);
    }
  }

  /** The file stays: deleting it would let two processes lock two files of one name. */
  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}

function taken(state: string, file: string, cause: unknown): CacheError {
  const pid = attempt(`read ${file}`, () => readFileSync(file, "latin1")).trim();
  return new CacheError("busy", `Cannot use state directory ${state}: process ${pid} uses it`, { cause });
}

/** Of statfs(2): on btrfs, stat(2) tells another device than the kernel's own tables. */
const btrfs = 0x9123683e;

/** The process that holds the lock of a state directory, as far as it can be seen from here; undefined when none does (proc_locks(5)). */
export function lockHolder(state: string): number | undefined {
  const file = path.join(state, "lock");
  const found = attempt(`look at ${file}`, () => statSync(file, { throwIfNoEntry: false, bigint: true }));
  if (found === undefined) return undefined;
  const device = attempt(`look at ${file}`, () => statfsSync(file)).type === btrfs ? undefined : deviceOf(found.dev);
  const locks = attempt("read /proc/locks", () => readFileSync("/proc/locks", "latin1")).split("\n");
  const held = locks
    .map((line) => line.trim().split(/\s+/))
    .find((words) => words[1] === "FLOCK" && isOn(words[5] ?? "", device, found.ino));
  return held && Number(held[4]);
}

/** Whether `<major>:<minor>:<inode>`, as /proc/locks has it, is that file. */
function isOn(where: string, device: string | undefined, wanted: bigint): boolean {
  const [major, minor, inode] = where.split(":");
  return inode === String(wanted) && (device === undefined || device === `${major}:${minor}`);
}

/** As makedev(3) unpacks it, in hexadecimal of two digits at least. */
function deviceOf(dev: bigint): string {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & 0xfffff000n);
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n);
  return [major, minor].map((number) => number.toString(16).padStart(2, "0")).join(":");
}
