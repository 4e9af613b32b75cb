/** The reserve on a small disk of its own keeps the contract, and really holds the space that it stands for. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import { Layout } from "../../src/store/layout.ts";
import { DiskReserve } from "../../src/store/reserve.ts";
import type { ReserveWorld } from "../contracts/reserve.ts";
import { describeReserve } from "../contracts/reserve.ts";
import { describeMounts } from "../host/real-mounts.ts";
import { fill, makeSmallDisk } from "../support/small-disk.ts";

class SmallDisk implements ReserveWorld {
  readonly layout: Layout;
  readonly reserve: DiskReserve;
  readonly #root: string;
  #filled: Disposable | undefined;

  constructor(inodes = 0) {
    this.#root = mkdtempSync(join(tmpdir(), "cachefork-reserve-"));
    this.layout = new Layout(join(this.#root, "disk"));
    makeSmallDisk(this.layout.root, 8, inodes);
    this.reserve = new DiskReserve(this.layout);
  }

  /** As the next process has it. */
  restarted(): DiskReserve {
    return new DiskReserve(this.layout);
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.layout.root);
    return bavail * bsize;
  }

  get freeInodes(): number {
    return statfsSync(this.layout.root).ffree;
  }

  fill(): void {
    this.#filled = fill(this.layout.root);
  }

  clear(): void {
    this.#filled?.[Symbol.dispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    umount2(this.layout.root, MNT_DETACH | UMOUNT_NOFOLLOW);
    rmSync(this.#root, { recursive: true });
  }
}

describeMounts("DiskReserve", () => {
  describeReserve(async () => new SmallDisk());

  let disk: SmallDisk;

  beforeEach(() => {
    disk = new SmallDisk();
  });

  afterEach(async () => {
    await disk[Symbol.asyncDispose]();
  });

  it("takes its size and some inodes from the disk, and gives all of it back", async () => {
    const [free, inodes] = [disk.free, disk.freeInodes];
    await disk.reserve.keep();
    expect(free - disk.free).to.be.at.least(disk.reserve.size);
    expect(inodes - disk.freeInodes).to.be.at.least(64);
    await disk.reserve.release();
    expect([disk.free, disk.freeInodes]).to.deep.equal([free, inodes]);
  });

  it("leaves nothing of itself when there is no room, not even a part", async () => {
    disk.fill();
    await disk.reserve.keep();
    expect(readdirSync(disk.layout.root)).to.not.include("reserve");
  });

  it("does not take the last of the disk: records need some of it beside", async () => {
    makeBallast(disk, disk.free - disk.reserve.size - (1 << 19));
    await disk.reserve.keep();
    expect(disk.reserve.whole).to.equal(false);
    expect(existsSync(disk.layout.reserve)).to.equal(false);
  });

  it("does not take the last inodes: records need some beside", async () => {
    await using small = new SmallDisk(100);
    await small.reserve.keep();
    expect(small.reserve.whole).to.equal(false);
    expect(existsSync(small.layout.reserve)).to.equal(false);
    await using larger = new SmallDisk(150);
    await larger.reserve.keep();
    expect(larger.reserve.whole).to.equal(true);
  });

  it("is taken over by the next process, and not written a second time", async () => {
    await disk.reserve.keep();
    const [before] = [statSync(join(disk.layout.reserve, "bytes"))];
    const next = disk.restarted();
    await next.keep();
    expect(next.whole).to.equal(true);
    expect(statSync(join(disk.layout.reserve, "bytes"))).to.include({ ino: before.ino, mtimeMs: before.mtimeMs });
    await next.release();
    expect(existsSync(disk.layout.reserve)).to.equal(false);
  });

  it("is made whole by the next process when this one was killed while it took it", async () => {
    await disk.reserve.keep();
    truncateSync(join(disk.layout.reserve, "bytes"), 1 << 16);
    const free = disk.free;
    const next = disk.restarted();
    await next.keep();
    expect(next.whole).to.equal(true);
    expect(free - disk.free).to.be.at.least(disk.reserve.size - (1 << 16));
  });
});

/** Takes so many bytes for good. */
function makeBallast(disk: SmallDisk, bytes: number): void {
  writeFileSync(join(disk.layout.root, "ballast"), Buffer.alloc(bytes, 1));
}
