/** The dirty check: what of two entries makes them equal, touched, or changed (docs/architecture.md). */
import { expect } from "chai";
import { type Entry, onlyTouched, sameInode, sameMetadata, sameStat, weightOf } from "../../src/cache/admit.ts";

const file: Entry = {
  kind: "file",
  mode: 0o644,
  uid: 1,
  gid: 2,
  size: 10n,
  allocated: 4096n,
  mtime: 1_000_000_000_000_000_000n,
  atime: 5n,
  dev: 1n,
  ino: 7n,
  nlink: 1n,
};
const day = 86_400_000_000_000n;

const directory: Entry = { ...file, kind: "directory", size: 4096n };
const symlink: Entry = { ...file, kind: "symlink", size: 3n };

interface Row {
  readonly what: string;
  readonly before?: Entry;
  readonly changes: Partial<Entry>;
  readonly touched: boolean;
  readonly stat: boolean;
  readonly metadata: boolean;
}

const table: readonly Row[] = [
  { what: "nothing", changes: {}, touched: true, stat: true, metadata: true },
  {
    what: "the inode, its links and the atime",
    changes: { ino: 8n, dev: 2n, nlink: 2n, atime: 9n },
    touched: true,
    stat: true,
    metadata: true,
  },
  { what: "how much of the disk it takes", changes: { allocated: 0n }, touched: true, stat: true, metadata: true },
  {
    what: "the mtime by a nanosecond",
    changes: { mtime: file.mtime + 1n },
    touched: true,
    stat: false,
    metadata: true,
  },
  {
    what: "the mtime by just under a day",
    changes: { mtime: file.mtime + day - 1n },
    touched: true,
    stat: false,
    metadata: true,
  },
  { what: "the mtime by a day", changes: { mtime: file.mtime + day }, touched: false, stat: false, metadata: true },
  {
    what: "the mtime by a nanosecond back",
    changes: { mtime: file.mtime - 1n },
    touched: false,
    stat: false,
    metadata: true,
  },
  { what: "the size", changes: { size: 11n }, touched: false, stat: false, metadata: true },
  {
    what: "the size of a symlink, which its target tells better",
    before: symlink,
    changes: { size: 4n },
    touched: true,
    stat: true,
    metadata: true,
  },
  { what: "the mode", changes: { mode: 0o755 }, touched: false, stat: false, metadata: false },
  { what: "the user", changes: { uid: 9 }, touched: false, stat: false, metadata: false },
  { what: "the group", changes: { gid: 9 }, touched: false, stat: false, metadata: false },
  { what: "the kind", changes: { kind: "fifo" }, touched: false, stat: false, metadata: false },
  {
    what: "a directory's mtime and size",
    before: directory,
    changes: { mtime: 0n, size: 1n },
    touched: false,
    stat: false,
    metadata: true,
  },
];

describe("Two entries between which there changed", () => {
  for (const { what, before = file, changes, touched, stat, metadata } of table) {
    it(`${what}: ${touched ? "at most touched" : "not only touched"}, stat ${stat}, metadata ${metadata}`, () => {
      const after = { ...before, ...changes };
      expect(onlyTouched(before, after), "only touched").to.equal(touched);
      expect(sameStat(before, after), "same stat").to.equal(stat);
      expect(sameMetadata(before, after), "same metadata").to.equal(metadata);
    });
  }
});

describe("Two names", () => {
  it("are the same inode on the same device only", () => {
    expect(sameInode(file, { ...file, mtime: 0n })).to.equal(true);
    expect(sameInode(file, { ...file, ino: 8n })).to.equal(false);
    expect(sameInode(file, { ...file, dev: 8n })).to.equal(false);
  });
});

describe("The weight of a file", () => {
  it("is its length, and for holes only what they take of the disk", () => {
    expect(weightOf(file)).to.equal(10);
    expect(weightOf({ ...file, size: 1n << 40n, allocated: 8192n })).to.equal(8192);
  });

  it("is nothing for what is no file", () => {
    expect([weightOf(directory), weightOf(symlink)]).to.deep.equal([0, 0]);
  });
});
