/** A disk that can be told to lose what was not flushed, to fail, and to be slow: nbdkit, a file through nbdfuse, a loop device. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type FileSystem, makeImage, mountImage } from "./loop.ts";
import type { CuttableDisk, MakeDisk } from "./power-cuts.ts";

/** What must work, and Debian's packages for it. */
const needed = [
  ["nbdkit --dump-plugin python", "nbdkit and nbdkit-plugin-python"],
  ["nbdfuse --version", "libnbd-bin"],
  ["fusermount3 --version", "fuse3"],
] as const;

/** Why there is no such disk on this machine; undefined when there is. */
export function whyNoNbd(): string | undefined {
  const missing = needed.find(([command]) => spawnSync("sh", ["-c", command]).status !== 0);
  return missing && `${missing[0]} does not work, install ${missing[1]}`;
}

/** A disk with a volatile cache: of what was not flushed, a power cut leaves nothing, or a random half. */
export function volatileDisk(type: FileSystem, ...options: readonly string[]): MakeDisk {
  return async (directory, random) => {
    const disk = await NbdDisk.make(directory, type, options);
    let cuts = 0;
    return Object.assign(disk, {
      cut: (image: string) => {
        cuts += 1;
        return disk.command("cut", String(random.between(0, 2 ** 30)), cuts % 2 === 0 ? "0" : "0.5", image);
      },
    });
  };
}

/** Dispose of it when nothing of it is mounted any more. */
export class NbdDisk implements Pick<CuttableDisk, "attach">, AsyncDisposable {
  readonly #directory: string;
  readonly #options: readonly string[];
  readonly #children: ChildProcess[] = [];

  private constructor(directory: string, options: readonly string[]) {
    this.#directory = directory;
    this.#options = options;
    process.once("exit", this.#abandon);
  }

  /** Makes a file system, and the disk that it is on, with mount options for it. */
  static async make(directory: string, type: FileSystem, options: readonly string[] = []): Promise<NbdDisk> {
    const disk = new NbdDisk(directory, options);
    try {
      await disk.#start(type);
      return disk;
    } catch (error) {
      await disk[Symbol.asyncDispose]();
      throw error;
    }
  }

  attach(at: string): Promise<AsyncDisposable> {
    return Promise.resolve(mountImage(this.#file, at, ...this.#options));
  }

  /** One of the commands of volatile-disk.py; resolves when it is carried out. */
  async command(...words: readonly string[]): Promise<void> {
    const socket = connect(this.#control);
    socket.end(words.join(" "));
    let answer = "";
    for await (const part of socket.setEncoding("utf8")) answer += String(part);
    if (answer !== "ok") throw new Error(`The disk cannot ${words.join(" ")}: ${answer}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.removeListener("exit", this.#abandon);
    // The loop device lets go of its file a moment after the file system was unmounted.
    await until(() => !existsSync(this.#file) || spawnSync("fusermount3", ["-u", this.#file]).status === 0).catch(
      () => {
        spawnSync("fusermount3", ["-uz", this.#file]);
      },
    );
    for (const child of this.#children.toReversed()) {
      const running = child.exitCode === null && child.signalCode === null;
      if (!running) continue;
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }

  get #file(): string {
    return join(this.#directory, "nbd");
  }

  get #control(): string {
    return join(this.#directory, "control");
  }

  async #start(type: FileSystem): Promise<void> {
    const image = join(this.#directory, "nbd.img");
    makeImage(image, type, 512);
    const socket = join(this.#directory, "nbd.sock");
    const script = join(import.meta.dirname, "volatile-disk.py");
    this.#spawn("nbdkit", ["-f", "-U", socket, "python", script, `file=${image}`, `control=${this.#control}`]);
    await until(() => existsSync(socket) && existsSync(this.#control));
    writeFileSync(this.#file, "");
    this.#spawn("nbdfuse", [this.#file, "--unix", socket]);
    await until(() => statSync(this.#file).size > 0);
  }

  #spawn(program: string, parameters: readonly string[]): void {
    this.#children.push(spawn(program, parameters, { stdio: "ignore" }));
  }

  readonly #abandon = (): void => {
    spawnSync("fusermount3", ["-uz", this.#file]);
    for (const child of this.#children) child.kill("SIGKILL");
  };
}

/** Looks some times a second; throws when it is not so for long. */
async function until(so: () => boolean): Promise<void> {
  for (let tries = 0; !so(); tries += 1) {
    if (tries > 100) throw new Error("The disk does not get ready, or does not go away");
    await setTimeout(100);
  }
}
