/** The command `du` against the disk itself, after commits and compactions that share files. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { fileSystems, makeImage, mountImage } from "../support/loop.ts";
import { describeSystem } from "../support/needs.ts";
import { Random } from "../support/random.ts";
import { Running } from "../support/running.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
const commits = 40;

interface Report {
  readonly items: readonly { readonly total: number; readonly exclusive: number }[];
  readonly total: number;
}

async function reportOf({ state }: Running): Promise<Report> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, "du", "--state", state, "-o", "json"]);
  return JSON.parse(stdout) as Report;
}

/** Bytes that are taken of a file system, when all that was written is where it will stay. */
function taken(at: string): number {
  execFileSync("sync", ["-f", at]);
  const { blocks, bfree, bsize } = statfsSync(at);
  return (blocks - bfree) * bsize;
}

/** What `du` says, and what the disk does, of a moment in which no sweep freed anything. */
async function compared(
  running: Running,
  take: () => number,
): Promise<{ readonly report: Report; readonly used: number }> {
  for (;;) {
    const used = take();
    const report = await reportOf(running);
    if (take() === used) return { report, used };
  }
}

/** Adds files of about a megabyte, writes some again, and removes some. */
function build(target: string, random: Random): void {
  for (let count = 0; count < 4; count += 1) {
    const directory = join(target, `d${random.between(1, 8)}`);
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `f${random.between(1, 8)}`);
    if (random.chance(0.2)) rmSync(file, { force: true });
    else writeFileSync(file, Buffer.alloc(random.between(300_000, 1_200_000), count + 1));
  }
}

describeSystem("du", () => {
  for (const type of fileSystems) {
    it(`agrees with du(1) to the byte, and with ${type} within 1 %, after ${commits} commits and their compactions`, async function () {
      this.timeout(200_000);
      await using ending = new AsyncDisposableStack();
      const place = mkdtempSync(join(tmpdir(), "cachefork-du-"));
      ending.defer(() => rmSync(place, { recursive: true, force: true }));
      const [image, at] = [join(place, "image"), join(place, "disk")];
      makeImage(image, type, 600);
      ending.use(mountImage(image, at));
      const before = taken(at);
      const flags = ["--keep", "3", "--min-free", "0", "--max-used", "100%"];
      const running = ending.use(await Running.start({ under: at, flags }));
      const random = new Random(7);
      for (let number = 0; number < commits; number += 1) {
        await running.pod(`v${number}`, { cache: number % 4 === 0 ? "npm" : "maven" }, (target) =>
          build(target, random),
        );
      }
      await running.said("Compacted a chain");
      build(await running.publish({ id: "open", attributes: { cache: "maven" } }), random);
      await running.settled();

      // XFS gives back what it took in advance when it writes.
      const { report, used } = await compared(running, () => taken(at) - before);
      const [counted = ""] = execFileSync("du", ["-s", "--block-size=1", running.state], { encoding: "utf8" }).split(
        "\t",
      );
      expect(report.total, "against du(1)").to.equal(Number(counted));
      const difference = report.total / used - 1;
      if (this.test) this.test.title += `: ${(difference * 100).toFixed(2)} % off`;
      expect(Math.abs(difference), "against the file system").to.be.lessThan(0.01);
    });
  }
});
