/** The Unix socket's file: made free of what a killed plugin left, for one user only. */
import { existsSync } from "node:fs";
import { chmod, lstat, rm } from "node:fs/promises";
import { connect } from "node:net";
import { dirname } from "node:path";
import { CacheError } from "./cache/errors.ts";
import { makeDirectories } from "./host/directories.ts";

/** A place to listen at. */
export class UnixEndpoint {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the directory, and removes a socket on which nobody answers. Throws `busy` when somebody does, `exists` when it is no socket. */
  async claim(): Promise<void> {
    makeDirectories(dirname(this.path), 0o750);
    const found = await lstat(this.path).catch(absent);
    if (found === undefined) return;
    if (!found.isSocket()) {
      throw new CacheError(
        "exists",
        `Cannot listen on ${this.path}: something that is no socket is there; move it away`,
      );
    }
    if (await this.#answers()) {
      throw new CacheError("busy", `Cannot listen on ${this.path}: another process serves there; stop it first`);
    }
    await rm(this.path, { force: true });
  }

  /** Kubelet is root, and so may nobody else mount. */
  async bound(): Promise<void> {
    await chmod(this.path, 0o600);
  }

  /** Whether something is there. */
  present(): boolean {
    return existsSync(this.path);
  }

  async #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const probe = connect(this.path);
      probe.once("connect", () => {
        probe.destroy();
        resolve(true);
      });
      probe.once("error", () => resolve(false));
    });
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
