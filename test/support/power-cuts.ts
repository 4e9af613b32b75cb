/** Cuts the power of a disk again and again while builds run on it, and examines what is left each time. */
import { constants } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Builds, type Promised } from "./builds.ts";
import { examine, type Findings } from "./examination.ts";
import { Lab } from "./lab.ts";
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
    const moments = await momentsOf(lab, disk, builds, { cuts: Math.min(atATime, cuts - done), random, node });
    for (const { image, promised } of moments) {
      promises += promised.kept.length + promised.removed.length + promised.generations.length;
      const found = await examineImage(lab, image, promised);
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

/** Lets builds run, and cuts the power some times meanwhile. */
async function momentsOf(lab: Lab, disk: CuttableDisk, builds: Builds, cutting: Cutting): Promise<Moment[]> {
  const { cuts, random, node = [] } = cutting;
  const moments: Moment[] = [];
  const { answered } = builds;
  await using _ = await disk.attach(lab.disk);
  await using running = await Running.start({ under: lab.root, state: join(lab.disk, "state"), node });
  // Where many are at work, somebody's sync takes along what another one forgot.
  const load = builds.run(running, random.between(1, 6));
  await running.until(() => builds.answered > answered + 3);
  for (let cut = 0; cut < cuts; cut += 1) {
    await setTimeout(random.between(50, 700));
    // Half of them right behind an answer: what it promised must be on the disk already.
    if (random.chance(0.5)) await builds.answer();
    const image = lab.newImage();
    const promised = await builds.promisedBefore(() => disk.cut(image), running);
    moments.push({ image, promised });
  }
  builds.stop();
  await load;
  return moments;
}

async function examineImage(lab: Lab, image: string, promised: Promised): Promise<Findings> {
  try {
    await using _ = mountImage(image, lab.disk);
    return await examine(join(lab.disk, "state"), lab.root, promised);
  } catch (error) {
    return { inconsistent: [String(error)], acknowledgedLost: [], leaked: [] };
  }
}
