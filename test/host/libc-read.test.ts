/** Names and files below open directories: names of any bytes, all of them, from the beginning; and no symlink is followed. */
import { closeSync, mkdirSync, openSync, readdirSync, readSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { namesAt, reading } from "../../src/host/libc-read.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { SystemError } from "../../src/host/system-error.ts";
import { TemporaryDirectory } from "./temporary.ts";

describe("Reading below an open directory", () => {
  let directory: TemporaryDirectory;
  let descriptor: number;

  beforeEach(() => {
    directory = new TemporaryDirectory();
    descriptor = openSync(directory.path, "r");
  });

  afterEach(() => {
    closeSync(descriptor);
    directory[Symbol.dispose]();
  });

  const opened = (): number => readdirSync("/proc/self/fd").length;

  function textOf(name: string): string {
    return reading(descriptor, name, (file) => {
      const bytes = Buffer.alloc(100);
      return bytes.toString("latin1", 0, readSync(file, bytes));
    });
  }

  it("lists names of any bytes, and neither the directory itself nor the one above", () => {
    const names = ["plain", "\xff\xfe", "a\nb", ".hidden", "...", "n".repeat(255)];
    for (const name of names) writeFileSync(Buffer.from(`${directory.path}/${name}`, "latin1"), "");
    mkdirSync(join(directory.path, "below"));
    expect(namesAt(descriptor, 100)).to.have.members([...names, "below"]);
  });

  it("lists more names than the kernel tells at once, each time from the beginning, and no more than asked for", () => {
    const names = Array.from({ length: 5_000 }, (_, number) => `${"long-".repeat(8)}${number}`);
    for (const name of names) writeFileSync(join(directory.path, name), "");
    expect(namesAt(descriptor, 7)).to.have.length(7);
    for (let times = 0; times < 2; times += 1) expect(namesAt(descriptor, 10_000)).to.have.members(names);
    expect(namesAt(descriptor, 0)).to.deep.equal([]);
  });

  it("says what it cannot list", () => {
    writeFileSync(join(directory.path, "file"), "");
    const list = (): unknown => reading(descriptor, "file", (file) => namesAt(file, 1));
    expect(list).to.throw(SystemError).with.property("code", "ENOTDIR");
  });

  it("reads a file, and closes it, also when its reader throws", () => {
    const name = "\xffile";
    writeFileSync(Buffer.from(`${directory.path}/${name}`, "latin1"), "content");
    const before = opened();
    expect(textOf(name)).to.equal("content");
    const failing = (): void =>
      reading(descriptor, name, () => {
        throw new RangeError("no");
      });
    expect(failing).to.throw(RangeError);
    expect(opened()).to.equal(before);
  });

  it("follows no symlink, waits for no writer of a fifo, and says when nothing is there", () => {
    writeFileSync(join(directory.path, "file"), "content");
    symlinkSync("file", join(directory.path, "link"));
    linuxFiles.mknod(Buffer.from(join(directory.path, "fifo")), 0o010600);
    expect(() => textOf("link"))
      .to.throw(SystemError)
      .with.property("code", "ELOOP");
    expect(textOf("fifo")).to.equal("");
    expect(() => textOf("absent"))
      .to.throw(SystemError)
      .with.property("code", "ENOENT");
    expect(() => textOf("file\0")).to.throw(SystemError, /NUL/);
  });
});
