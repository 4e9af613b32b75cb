/** Processes that hold a volume in use: shells that do what they are told until they are let go. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** A shell with its own working directory, open files and, with `unshare`, its own mounts. */
export class Holder implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  #output = "";

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
    });
  }

  /** A shell that works in this directory. */
  static async in(directory: string): Promise<Holder> {
    return Holder.#start("sh", [], directory);
  }

  /** A shell with a copy of all mounts, as a container runtime that starts just now has it. */
  static async withMounts(): Promise<Holder> {
    return Holder.#start("unshare", ["-m", "--propagation", "private", "sh"], "/");
  }

  static async #start(command: string, parameters: readonly string[], cwd: string): Promise<Holder> {
    const holder = new Holder(spawn(command, parameters, { cwd, stdio: ["pipe", "pipe", "ignore"] }));
    await holder.run("true");
    return holder;
  }

  /** Lets the shell run a command, and answers what it printed and its exit code. */
  async run(command: string): Promise<string> {
    const before = this.#output.length;
    this.#child.stdin.write(`${command}\necho "ended with $?"\n`);
    while (!/ended with \d+\n/.test(this.#output.slice(before))) await once(this.#child.stdout, "data");
    return this.#output.slice(before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }
}
