/** Where a cluster keeps what: its records, its machines' disks. */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { root as checkout } from "../../tools/run.ts";

/** A name as short as a cluster's may be, for the sake of what is named after it. */
const allowed = /^[a-z][a-z0-9-]{0,23}$/;

/** A cluster's name unless one is given: each checkout has its own. */
export function defaultName(folder: string = checkout): string {
  const word = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return `${word.slice(0, 16) || "cluster"}-${createHash("sha256").update(folder).digest("hex").slice(0, 4)}`;
}

export class Place {
  readonly name: string;

  /** Throws a TypeError for what is no name. */
  constructor(name: string) {
    if (!allowed.test(name))
      throw new TypeError(
        `A cluster cannot be named ${JSON.stringify(name)}: write up to 24 of a-z, 0-9 and -, a letter first`,
      );
    this.name = name;
  }

  /** The folder of the records of what runs. */
  get run(): string {
    return join("/run/cachefork-cluster", this.name);
  }

  /** The folder of the disks: not in memory, where the driver's state could not be. */
  get disks(): string {
    return join("/var/lib/cachefork-cluster", this.name);
  }

  /** What a machine has as /var. */
  disk(machine: string): string {
    return join(this.disks, machine);
  }

  record(machine: string): string {
    return join(this.run, `${machine}.json`);
  }

  /** The control group, in each hierarchy, of a machine's containers. */
  controlGroup(machine: string): string {
    return `cachefork-cluster-${this.name}-${machine}`;
  }
}
