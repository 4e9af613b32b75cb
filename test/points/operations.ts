/** Numbers the operations by which a process changes the disk or its mounts, and kills or fails the one that is planned. */
import { appendFileSync, existsSync, readFileSync, readlinkSync, writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";
import { SystemError } from "../../src/host/system-error.ts";
import {
  type Control,
  controlName,
  type Fault,
  isFault,
  type Plan,
  readAgain,
  rootVariable,
  traceName,
} from "./plan.ts";

const root = process.env[rootVariable] ?? "";
const [controlFile, traceFile] = [join(root, controlName), join(root, traceName)];

/** The reserve is made of 64 files that are all alike: the first and the last count. */
const oneOfMany = /reserve\/inode-(?!(0|63)$)/;

/** umount(2) knows none of the errors that are tried. */
const neverFails = /^umount /;

/** Shared by all threads: how often the control file was written, the operations so far, whether they count yet, and whether one of them is the last. */
const [versionAt, countAt, countingAt, dyingAt] = [0, 1, 2, 3] as const;
const key = "points";
const shared = new Int32Array(sharedBuffer());

function sharedBuffer(): SharedArrayBuffer {
  const known = getEnvironmentData(key);
  if (known instanceof SharedArrayBuffer) return known;
  const made = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(key, made);
  return made;
}

let known = -1;
let control: Control = {};

/** The control file as it was when the test last said that it had written it. */
export function currentControl(): Control {
  const version = Atomics.load(shared, versionAt);
  if (version !== known) {
    control = existsSync(controlFile) ? (JSON.parse(readFileSync(controlFile, "utf8")) as Control) : {};
    known = version;
  }
  return control;
}

/** On SIGUSR2 a new plan holds, and the counting begins anew. */
export function listen(): void {
  if (!isMainThread) return;
  process.once("exit", () => appendFileSync(traceFile, `counted ${Atomics.load(shared, countAt)}\n`));
  process.on("SIGUSR2", () => {
    Atomics.add(shared, versionAt, 1);
    // Another thread is at the operation after which this process is to be gone: nobody may be told that it goes on.
    if (Atomics.load(shared, dyingAt) === 1) die();
    Atomics.store(shared, countingAt, 0);
    const operations = Atomics.exchange(shared, countAt, 0);
    // A process that is killed never writes it.
    flushCompileCache();
    writeSync(1, `${JSON.stringify({ msg: readAgain, operations })}\n`);
  });
}

/** A synchronous operation that counts; so many of its first parameters are paths, and say what it is about. */
export function counted<Parameters extends unknown[], Result>(
  name: string,
  run: (...parameters: Parameters) => Result,
  paths = 1,
): (...parameters: Parameters) => Result {
  return (...parameters) => {
    const fate = fateOf(name, parameters.slice(0, paths));
    if (fate === "skipped") return undefined as Result;
    if (fate instanceof Error) throw fate;
    try {
      return run(...parameters);
    } finally {
      if (fate === "after") die();
    }
  };
}

/** An operation that counts and answers later. */
export function countedLater<Parameters extends unknown[], Result>(
  name: string,
  run: (...parameters: Parameters) => Promise<Result>,
  paths = 1,
): (...parameters: Parameters) => Promise<Result> {
  return async (...parameters) => {
    const fate = fateOf(name, parameters.slice(0, paths));
    if (fate === "skipped") return undefined as Result;
    if (fate instanceof Error) throw fate;
    try {
      return await run(...parameters);
    } finally {
      if (fate === "after") die();
    }
  };
}

function fateOf(name: string, paths: readonly unknown[]): "done" | "after" | "skipped" | Error {
  const { plan, broken } = currentControl();
  const leavesOut = broken?.leavesOut;
  if (leavesOut === undefined && plan === undefined) return "done";
  const words = [name, ...paths.map(readable)].join(" ");
  if (leavesOut !== undefined && new RegExp(leavesOut).test(words)) return "skipped";
  if (!plan || !isNext(plan, words)) return "done";
  if (!isFault(plan.how)) Atomics.store(shared, dyingAt, 1);
  appendFileSync(traceFile, `${plan.how} ${words}\n`);
  if (plan.how === "before") die();
  return plan.how === "before" || plan.how === "after" ? "after" : errorOf(plan.how, name, words);
}

function isNext({ at, from, how }: Plan, words: string): boolean {
  if (oneOfMany.test(words) || (isFault(how) && neverFails.test(words))) return false;
  if (Atomics.load(shared, countingAt) === 0) {
    if (from !== undefined && !new RegExp(from).test(words)) return false;
    Atomics.store(shared, countingAt, 1);
  }
  return Atomics.add(shared, countAt, 1) === at;
}

function errorOf(code: Fault, name: string, words: string): Error {
  return new SystemError(constants.errno[code], name, words);
}

/** A path as people know it, below the test's own directory: descriptors are looked up. */
function readable(path: unknown): string {
  const open = hasDescriptor(path) ? path.fd : path;
  const text = typeof open === "number" ? `/proc/self/fd/${open}` : String(open);
  const [, descriptor, rest = ""] = /^\/proc\/self\/fd\/(\d+)(.*)$/.exec(text) ?? [];
  const absolute = descriptor === undefined ? text : opened(descriptor) + rest;
  return absolute.replace(`${root}/`, "");
}

function hasDescriptor(path: unknown): path is { readonly fd: number } {
  return typeof path === "object" && path !== null && "fd" in path;
}

function opened(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return descriptor;
  }
}

/** As a SIGKILL from outside does: nothing of this process runs any more. */
function die(): void {
  process.kill(process.pid, "SIGKILL");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
