/** Runs the programs that the project's tools are made of, found in node_modules first. */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

/** The project's top folder. */
export const root = join(import.meta.dirname, "..");

/** How a program ended, and all it printed. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  /** What is to be known of it, though it succeeded. */
  readonly note?: string;
}

const path = [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);

/** Runs a program in the project's top folder to its end; a program that cannot start ends with 127. */
export async function run(program: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => printed.push(chunk));
  const ended = Promise.withResolvers<number>();
  child.on("error", (error) => {
    printed.push(Buffer.from(`${error.message}\n`));
    ended.resolve(127);
  });
  child.on("close", (code) => ended.resolve(code ?? 1));
  return { code: await ended.promise, output: Buffer.concat(printed).toString() };
}

/** Runs a program that must succeed; throws with what it printed when it does not. */
export async function must(program: string, ...args: readonly string[]): Promise<string> {
  const { code, output } = await run(program, ...args);
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output}`);
  return output;
}
