/** File calls beyond node:fs, on real files with names of any bytes. */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { SystemError } from "../../src/host/system-error.ts";
import type { Linux } from "../../src/store/linux.ts";
import { TemporaryDirectory } from "./temporary.ts";

/** What compose.ts relies on, checked by the compiler. */
const linux: Linux = linuxFiles;

const fifo = 0o010000;
const device = 0o020000;

/** The error that the function throws, in the form of node:fs. */
function errorOf(run: () => unknown): NodeJS.ErrnoException {
  try {
    run();
  } catch (error) {
    if (error instanceof SystemError) return error;
    throw error;
  }
  throw new Error("Expected an error");
}

describe("linuxFiles", () => {
  let directory: TemporaryDirectory;
  const at = (name: string | Uint8Array): Buffer =>
    Buffer.concat([Buffer.from(`${directory.path}/`), Buffer.from(name)]);

  const inDirectory = (use: (descriptor: number) => void): void => {
    const descriptor = openSync(directory.path, "r");
    try {
      use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => {
    directory[Symbol.dispose]();
  });

  it("make nodes under names that are not UTF-8", () => {
    const name = Buffer.from([0x66, 0xff, 0x0a, 0xfe]);
    linux.mknod(at(name), fifo | 0o600);
    expect(readdirSync(directory.path, { encoding: "buffer" })).to.deep.equal([name]);
    expect(statSync(at(name)).isFIFO()).to.equal(true);
  });

  it("tell what lstat tells, of names that are not UTF-8 and without following them", () => {
    const name = "f\u00ff\n";
    writeFileSync(at(Buffer.from(name, "latin1")), "content", { mode: 0o640 });
    linux.utimens(at(Buffer.from(name, "latin1")), -1n, 1_700_000_000_123_456_789n);
    symlinkSync("nowhere", at("link"));
    linux.mknod(at("gone"), device);
    inDirectory((descriptor) => {
      for (const known of [name, "link", "gone", "."]) {
        const { mode, uid, gid, ...expected } = lstatSync(at(Buffer.from(known, "latin1")), { bigint: true });
        const found = linux.stat(descriptor, known);
        expect({ ...expected, mode: Number(mode), uid: Number(uid), gid: Number(gid) }, known).to.include(found);
      }
      expect(linux.stat(descriptor, "absent")).to.equal(undefined);
      expect(errorOf(() => linux.stat(descriptor, `${name}/x`))).to.include({ code: "ENOTDIR", syscall: "statx" });
    });
  });

  it("give another name to files and symlinks, and say when it is taken", () => {
    const [name, other] = ["f\u00fe", "g\u00fe"];
    writeFileSync(at(Buffer.from(name, "latin1")), "content");
    symlinkSync("nowhere", at("link"));
    inDirectory((descriptor) => {
      linux.link(descriptor, name, descriptor, other);
      linux.link(descriptor, "link", descriptor, "same");
      expect(readFileSync(at(Buffer.from(other, "latin1")), "utf8")).to.equal("content");
      expect(lstatSync(at("same")).isSymbolicLink()).to.equal(true);
      expect(errorOf(() => linux.link(descriptor, name, descriptor, other))).to.include({ code: "EEXIST" });
    });
  });

  it("make whiteouts: character devices with number 0, which need no privilege", () => {
    linux.mknod(at("gone"), device);
    const found = statSync(at("gone"));
    expect([found.isCharacterDevice(), found.rdev, found.mode & 0o777]).to.deep.equal([true, 0, 0]);
  });

  it("set, list, get and remove attributes with values of any bytes and length", () => {
    writeFileSync(at("file"), "");
    const values: Readonly<Record<string, Buffer>> = {
      "user.empty": Buffer.alloc(0),
      "user.short": Buffer.from([0, 255, 0]),
      "user.long": Buffer.alloc(1000, 7),
    };
    for (const [name, value] of Object.entries(values)) linux.setxattr(at("file"), name, value);
    expect(linux.listxattr(at("file"))).to.have.members(Object.keys(values));
    for (const [name, value] of Object.entries(values)) {
      expect(Buffer.from(linux.getxattr(at("file"), name) ?? [1]), name).to.deep.equal(value);
    }
    linux.removexattr(at("file"), "user.long");
    expect(linux.getxattr(at("file"), "user.long")).to.equal(undefined);
    expect(linux.listxattr(at("file"))).to.have.length(2);
  });

  it("list more names than a small buffer holds", () => {
    writeFileSync(at("file"), "");
    const names = Array.from({ length: 20 }, (_, number) => `user.an-attribute-with-a-long-name-${number}`);
    for (const name of names) linux.setxattr(at("file"), name, Buffer.from("x"));
    expect(linux.listxattr(at("file"))).to.have.members(names);
  });

  it("have no attributes where the file system has none", () => {
    expect(linux.listxattr(Buffer.from("/proc/version"))).to.deep.equal([]);
    expect(linux.getxattr(Buffer.from("/proc/version"), "user.x")).to.equal(undefined);
  });

  it("set times to the nanosecond, also before 1970", () => {
    writeFileSync(at("file"), "");
    for (const [atime, mtime] of [
      [1_700_000_000_123_456_789n, 1_600_000_000_999_999_999n],
      [-1n, -1_000_000_001n],
    ] as const) {
      linux.utimens(at("file"), atime, mtime);
      const found = statSync(at("file"), { bigint: true });
      expect([found.atimeNs, found.mtimeNs]).to.deep.equal([atime, mtime]);
    }
  });

  it("do not follow a symbolic link", () => {
    writeFileSync(at("file"), "");
    symlinkSync("file", at("link"));
    const before = statSync(at("file"), { bigint: true }).mtimeNs;
    linux.utimens(at("link"), 5n, 5n);
    expect(statSync(at("file"), { bigint: true }).mtimeNs).to.equal(before);
    linux.setxattr(at("file"), "user.x", Buffer.from("x"));
    expect(linux.getxattr(at("link"), "user.x")).to.equal(undefined);
    expect(linux.listxattr(at("link"))).to.deep.equal([]);
  });

  it("share the blocks of a file, or say that the file system cannot", () => {
    writeFileSync(at("source"), "blocks");
    const [source, target] = [openSync(at("source"), "r"), openSync(at("target"), "w")];
    try {
      const cloned = linux.clone(target, source);
      expect(readFileSync(at("target"), "utf8")).to.equal(cloned ? "blocks" : "");
      if (statfsSync(directory.path).type === ext4) expect(cloned).to.equal(false);
    } finally {
      closeSync(source);
      closeSync(target);
    }
  });

  it("throw in the form of node:fs", () => {
    const absent = at("absent");
    const error = errorOf(() => linux.setxattr(absent, "user.x", Buffer.from("x")));
    const expected = errnoOf(() => readFileSync(absent));
    expect([error.code, error.errno, error.syscall]).to.deep.equal([expected.code, expected.errno, "lsetxattr"]);
    expect(error.message).to.equal(`ENOENT: no such file or directory, lsetxattr '${directory.path}/absent'`);
    expect(errorOf(() => linux.getxattr(absent, "user.x")).code).to.equal("ENOENT");
    expect(errorOf(() => linux.listxattr(absent)).code).to.equal("ENOENT");
    expect(errorOf(() => linux.utimens(absent, 0n, 0n)).syscall).to.equal("utimensat");
    expect(errorOf(() => linux.mknod(at("a/b"), fifo)).syscall).to.equal("mknod");
    mkdirSync(at("d"));
    expect(errorOf(() => linux.removexattr(at("d"), "user.none")).code).to.equal("ENODATA");
  });

  it("refuse a NUL in a name, which would name another file", () => {
    writeFileSync(path.join(directory.path, "file"), "");
    expect(errorOf(() => linux.setxattr(at("file\0.txt"), "user.x", Buffer.from("x"))).code).to.equal("EINVAL");
    expect(errorOf(() => linux.setxattr(at("file"), "user.x\0y", Buffer.from("x"))).code).to.equal("EINVAL");
  });
});

const ext4 = 0xef53;

function errnoOf(run: () => unknown): NodeJS.ErrnoException {
  try {
    run();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error("Expected an error");
}
