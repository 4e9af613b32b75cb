/** A place to cut the power of disks in: their images, clones of these, and where to mount them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeImage, mountImage } from "./loop.ts";

/** A directory on a file system that clones files, and a place to mount disks at: always the same one, as after a reboot. */
export class Lab implements AsyncDisposable {
  readonly root: string;
  readonly #parts = new AsyncDisposableStack();
  #count = 0;
  #keeps = false;

  private constructor(root: string) {
    this.root = root;
    process.once("exit", this.#leave);
  }

  static async open(): Promise<Lab> {
    const lab = new Lab(mkdtempSync(join(tmpdir(), "cachefork-power-")));
    try {
      const image = join(lab.root, "lab.img");
      makeImage(image, "xfs", 8192);
      lab.use(mountImage(image, lab.images));
      return lab;
    } catch (error) {
      await lab[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Where the files of disks are. */
  get images(): string {
    return join(this.root, "images");
  }

  /** Where a disk, or an image of what is left of it, is mounted. */
  get disk(): string {
    return join(this.root, "disk");
  }

  /** The images outlive the test; which file they are in. */
  get kept(): string | undefined {
    return this.#keeps ? join(this.root, "lab.img") : undefined;
  }

  /** The file for what a cut leaves. */
  newImage(): string {
    this.#count += 1;
    return join(this.images, `cut-${this.#count}.img`);
  }

  keep(): void {
    this.#keeps = true;
  }

  use<Part extends AsyncDisposable>(part: Part): Part {
    return this.#parts.use(part);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
    process.removeListener("exit", this.#leave);
    this.#leave();
  }

  readonly #leave = (): void => {
    if (!this.#keeps) spawnSync("rm", ["-rf", "--one-file-system", this.root]);
  };
}
