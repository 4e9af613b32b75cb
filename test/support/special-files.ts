/** Trees of all that a file system can hold, made by descriptor: names are bytes, and no path is too long. */
import {
  chmodSync,
  closeSync,
  constants,
  ftruncateSync,
  lchownSync,
  linkSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { linuxFiles } from "../../src/host/linux-files.ts";

/** An open directory that a test puts things into. */
export class Directory implements Disposable {
  readonly #descriptor: number;

  private constructor(path: Buffer) {
    this.#descriptor = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  }

  static open(path: string): Directory {
    return new Directory(Buffer.from(path));
  }

  /** The path of a name; text is taken as UTF-8. */
  at(name: string | Buffer): Buffer {
    return Buffer.concat([Buffer.from(`/proc/self/fd/${this.#descriptor}/`), Buffer.from(name as string)]);
  }

  file(name: string | Buffer, content: string | Buffer = ""): void {
    writeFileSync(this.at(name), content);
  }

  /** Makes a directory and opens it. */
  directory(name: string | Buffer): Directory {
    mkdirSync(this.at(name));
    return new Directory(this.at(name));
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

/** 2033, and nanoseconds that a double cannot hold. */
const start = 2_000_000_000_123_456_789n;

/** Gives every name a time of its own. */
function date(directory: Directory, ...names: readonly (string | Buffer)[]): void {
  for (const [index, name] of names.entries()) {
    linuxFiles.utimens(directory.at(name), start, start + BigInt(index) * 1_000_000_007n);
  }
}

/** Everything but what a seal strips. `outside` is a file that nothing may be read from. */
export function makeSpecialFiles(top: Directory, { outside, asRoot }: { outside: string; asRoot: boolean }): void {
  makeLinks(top, outside);
  makeModes(top, asRoot);
  makeOddNames(top);
  makeSparse(top);
  linuxFiles.mknod(top.at("fifo"), constants.S_IFIFO | 0o640);
  linuxFiles.mknod(top.at("socket"), constants.S_IFSOCK | 0o755);
  top.file("attributes", "x");
  linuxFiles.setxattr(top.at("attributes"), "user.note", Buffer.from([0, 1, 255, 10]));
  linuxFiles.setxattr(top.at("attributes"), "user.empty", Buffer.alloc(0));
  date(top, "fifo", "socket", "attributes");
  top.file("before-1970");
  linuxFiles.utimens(top.at("before-1970"), 0n, -1_500_000_001n);
}

function makeLinks(top: Directory, outside: string): void {
  symlinkSync("nowhere/at all", top.at("dangling"));
  symlinkSync("/etc/hostname", top.at("hostname"));
  symlinkSync(outside, top.at("outside"));
  symlinkSync("../../../../../..", top.at("upwards"));
  top.file("hard-1", "one inode, three names");
  linkSync(top.at("hard-1"), top.at("hard-2"));
  using below = top.directory("hard");
  linkSync(top.at("hard-1"), below.at("hard-3"));
  date(top, "dangling", "hostname", "outside", "upwards", "hard-1", "hard");
}

function makeModes(top: Directory, asRoot: boolean): void {
  top.file("read-only", "0444");
  chmodSync(top.at("read-only"), 0o444);
  top.file("closed", "0000");
  chmodSync(top.at("closed"), 0);
  top.directory("empty")[Symbol.dispose]();
  using tree = top.directory("read-only-tree");
  using below = tree.directory("below");
  below.file("file", "in a tree of 0555");
  if (asRoot) {
    lchownSync(below.at("file"), 1234, 5678);
    lchownSync(top.at("dangling"), 4321, 8765);
    lchownSync(top.at("empty"), 1, 2);
  }
  chmodSync(below.at("file"), 0o444);
  chmodSync(tree.at("below"), 0o555);
  linuxFiles.setxattr(top.at("empty"), "user.of-a-directory", Buffer.from("yes"));
  date(below, "file");
  date(tree, "below");
  chmodSync(top.at("read-only-tree"), 0o555);
  chmodSync(top.at("empty"), 0o1777);
  date(top, "read-only", "closed", "empty", "read-only-tree");
}

/** Names that options, lists, archives, shells and decoders trip over. */
export const oddNames: readonly Buffer[] = [
  Buffer.from("a:b,c"),
  Buffer.from("lowerdir=x,upperdir=y"),
  Buffer.from("new\nline"),
  Buffer.from(" blank "),
  Buffer.from("back\\slash"),
  Buffer.from("-rf"),
  Buffer.from('"quoted"'),
  Buffer.from("ünï→"),
  Buffer.from("*"),
  Buffer.from(".wh.x"),
  Buffer.alloc(255, "n"),
  Buffer.from([0xff, 0xfe, 0x80, 0x2e]),
  Buffer.from([0xc3]),
];

function makeOddNames(top: Directory): void {
  using names = top.directory("names");
  for (const name of oddNames) {
    using below = names.directory(name);
    below.file(name, name);
    date(below, name);
  }
  date(names, ...oddNames);
  date(top, "names");
}

function makeSparse(top: Directory): void {
  const file = openSync(top.at("sparse"), "w");
  ftruncateSync(file, 64 << 20);
  writeSync(file, "data in the middle", 32 << 20);
  closeSync(file);
  date(top, "sparse");
}

/** So many names in a directory, of few inodes: quickly made, and each inode has no more names than ext4 allows. */
export function makeLinkedNames(directory: string, count: number): void {
  const most = 50_000;
  for (let number = 0; number < count; number += 1) {
    const first = number - (number % most);
    const path = join(directory, number.toString(36));
    if (number === first) writeFileSync(path, "");
    else linkSync(join(directory, first.toString(36)), path);
  }
}

/** Directories in directories, so many, with a file at the end. */
export function makeDeep(top: Directory, name: string, depth: number): void {
  if (depth === 0) {
    top.file("file", "at the end");
    date(top, "file");
    return;
  }
  using below = top.directory(name);
  makeDeep(below, name, depth - 1);
  date(top, name);
}
