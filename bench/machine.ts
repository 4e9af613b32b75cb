/** The machine that the figures are of, in words. */
import { readFileSync, realpathSync } from "node:fs";
import { arch, cpus, release, totalmem } from "node:os";
import { parseMountInfo } from "../src/host/mountinfo.ts";

export interface Machine {
  readonly kernel: string;
  readonly cpu: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  /** The type of the file system that holds the measured state, with its device. */
  readonly fileSystem: string;
  readonly node: string;
}

/** Describes this machine and the file system of a directory. */
export function describeMachine(directory: string): Machine {
  const processors = cpus();
  return {
    kernel: `Linux ${release()} ${arch()}`,
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory: Math.round(totalmem() / 2 ** 30),
    fileSystem: fileSystemOf(realpathSync(directory), readFileSync("/proc/self/mountinfo")),
    node: process.version,
  };
}

/** The file system that is mounted nearest above a path; of several in one place, the last one mounted. */
export function fileSystemOf(path: string, mountinfo: Uint8Array): string {
  const above = parseMountInfo(mountinfo).filter(
    ({ target }) => target === "/" || path === target || path.startsWith(`${target}/`),
  );
  const nearest = above.reduceRight<(typeof above)[number] | undefined>(
    (best, entry) => (best && best.target.length >= entry.target.length ? best : entry),
    undefined,
  );
  return nearest ? `${nearest.type} on ${nearest.source}` : "unknown";
}

/** One line for people. */
export function machineLine({ kernel, cpu, cores, memory, fileSystem, node }: Machine): string {
  return `${kernel}, ${cores} cores (${cpu}), ${memory} GiB, ${fileSystem}, Node ${node}`;
}
