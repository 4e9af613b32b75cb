/** Cuts the power of a disk again and again while builds run on it, and examines what is left each time. */
import { spawnSync } from "node:child_process";
import { constants, mkdtempSync } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Builds, type Promised } from "./builds.ts";
import { examine, type Findings } from "./examination.ts";
import { type FileSystem, makeImage, mountImage } from "./loop.ts";
import type { Random } from "./random.ts";
import { Running } from "./running.ts";

/** A disk with one file system, of which there can be copies as a power cut would leave it. */
export interface CuttableDisk {
  /** Mounts it at a directory until disposed of. */
  attach(at: string): Promise<AsyncDisposable>;
  /** Makes an image of what the disk would hold, had the power gone now. */
  cut(image: string): Promise<void>;
}

/** Makes a disk whose files are in the given directory, on a file system that clones files. */
export type MakeDisk = (directory: string, random: Random) => Promise<CuttableDisk & AsyncDisposable>;

/** A disk that has on its medium whatever was written to it: its backing file is cloned. */
export function loopDisk(type: FileSystem): MakeDisk {
  return (directory) => {
    const image = join(directory, "live.img");
    makeImage(image, type, 512);
    return Promise.resolve({
      attach: (at) => Promise.resolve(mountImage(image, at)),
      cut: (into) => copyFile(image, into, constants.COPYFILE_FICLONE_FORCE),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
}

/** How often the power is cut, and between two examinations. */
export interface Cutting {
  readonly cuts: number;
  readonly random: Random;
  /** Flags of the Node that runs the plugin until the cut. */
  readonly node?: readonly string[];
  /** Whether images are thrown away also when something is wrong in them, because it is meant to be. */
  readonly forget?: boolean;
}

/** What all cuts of one run came to. */
export interface Tally extends Findings {
  readonly cuts: number;
  /** All findings. */
  readonly wrong: readonly string[];
  /** Unpublishes and generations that were held against the disks. */
  readonly promises: number;
  /** Where the images with something wrong are kept; undefined when all is well. */
  readonly kept: string | undefined;
}

/** How many moments of one run of builds are examined. */
const atATime = 10;

/** Runs builds on a new disk of this kind and cuts its power. */
export async function cutPower(make: MakeDisk, { cuts, random, node = [], forget = false }: Cutting): Promise<Tally> {
  await using lab = await Lab.open();
  const disk = lab.use(await make(lab.images, random));
  const findings: Findings = { inconsistent: [], acknowledgedLost: [], leaked: [] };
  const builds = new Builds(random);
  let promises = 0;
  for (let done = 0; done < cuts; done += atATime) {
    const moments = await lab.moments(disk, builds, { cuts: Math.min(atATime, cuts - done), random, node });
    for (const { image, promised } of moments) {
      promises += promised.kept.length + promised.removed.length + promised.generations.length;
      const found = await lab.examine(image, promised);
      if (Object.values(found).flat().length === 0) await rm(image);
      else if (!forget) lab.keep();
      for (const what of ["inconsistent", "acknowledgedLost", "leaked"] as const)
        findings[what].push(...found[what].map((finding) => `${image}: ${finding}`));
    }
  }
  findings.inconsistent.push(...builds.wrong);
  const wrong = [...findings.inconsistent, ...findings.acknowledgedLost, ...findings.leaked];
  return { cuts, promises, ...findings, wrong, kept: lab.kept };
}

/**
 * The findings that name content: files or generations that were promised, and what a layer lacks. A disk that cannot be
 * mounted is none, nor a plugin that does not start or answer.
 */
export function lostContent({ acknowledgedLost, inconsistent }: Findings): readonly string[] {
  return [...acknowledgedLost, ...inconsistent.filter((finding) => /\/l\/\S+ is (not whole|missing)$/.test(finding))];
}

/** Puts the numbers into the title of the test. */
export function tell({ test }: Mocha.Context, fs: FileSystem, { cuts, promises, ...findings }: Tally): void {
  const { inconsistent, acknowledgedLost, leaked } = findings;
  const counts = {
    inconsistent: inconsistent.length,
    acknowledgedLost: acknowledgedLost.length,
    leaked: leaked.length,
  };
  if (test) test.title += `: ${JSON.stringify({ fs, cuts, promises, ...counts })}`;
}

/** One moment's disk. */
interface Moment {
  readonly image: string;
  readonly promised: Promised;
}

/** A directory on a file system that clones files, and a place to mount disks at: always the same one, as after a reboot. */
class Lab implements AsyncDisposable {
  readonly #root: string;
  readonly #parts = new AsyncDisposableStack();
  #count = 0;
  #keeps = false;

  private constructor(root: string) {
    this.#root = root;
    process.once("exit", this.#leave);
  }

  static async open(): Promise<Lab> {
    const lab = new Lab(mkdtempSync(join(tmpdir(), "cachefork-power-")));
    try {
      const image = join(lab.#root, "lab.img");
      makeImage(image, "xfs", 8192);
      lab.use(mountImage(image, lab.images));
      return lab;
    } catch (error) {
      await lab[Symbol.asyncDispose]();
      throw error;
    }
  }

  get images(): string {
    return join(this.#root, "images");
  }

  get #disk(): string {
    return join(this.#root, "disk");
  }

  /** The images outlive the test; which file they are in. */
  get kept(): string | undefined {
    return this.#keeps ? join(this.#root, "lab.img") : undefined;
  }

  keep(): void {
    this.#keeps = true;
  }

  use<Part extends AsyncDisposable>(part: Part): Part {
    return this.#parts.use(part);
  }

  /** Lets builds run, and cuts the power some times meanwhile. */
  async moments(disk: CuttableDisk, builds: Builds, { cuts, random, node = [] }: Cutting): Promise<Moment[]> {
    const moments: Moment[] = [];
    const { answered } = builds;
    await using _ = await disk.attach(this.#disk);
    await using running = await Running.start({ under: this.#root, state: join(this.#disk, "state"), node });
    // Where many are at work, somebody's sync takes along what another one forgot.
    const load = builds.run(running, random.between(1, 6));
    await running.until(() => builds.answered > answered + 3);
    for (let cut = 0; cut < cuts; cut += 1) {
      await setTimeout(random.between(50, 700));
      // Half of them right behind an answer: what it promised must be on the disk already.
      if (random.chance(0.5)) await builds.answer();
      this.#count += 1;
      const image = join(this.images, `cut-${this.#count}.img`);
      const promised = await builds.promisedBefore(() => disk.cut(image), running);
      moments.push({ image, promised });
    }
    builds.stop();
    await load;
    return moments;
  }

  async examine(image: string, promised: Promised): Promise<Findings> {
    try {
      await using _ = mountImage(image, this.#disk);
      return await examine(join(this.#disk, "state"), this.#root, promised);
    } catch (error) {
      return { inconsistent: [String(error)], acknowledgedLost: [], leaked: [] };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
    process.removeListener("exit", this.#leave);
    this.#leave();
  }

  readonly #leave = (): void => {
    if (!this.#keeps) spawnSync("rm", ["-rf", "--one-file-system", this.#root]);
  };
}
