/** Runs programs for the cluster: to their end, with what they print, or with an error that says it. */
import { type SpawnOptions, spawn } from "node:child_process";
import { createReadStream } from "node:fs";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The file that the program reads as its standard input. */
  readonly stdin?: string;
  /** What it reads there instead. */
  readonly input?: string;
}

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where programs are looked for: a login as root has the last ones, an ordinary one not. */
export const searchPath = `${process.env["PATH"] ?? ""}:/usr/local/go/bin:/usr/sbin:/sbin`;

const environment = (env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ ...process.env, PATH: searchPath, ...env });

/** Runs a program to its end; one that cannot start ends with 127. */
export async function attempt(argv: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const { cwd, env, stdin, input } = options;
  const [program = "", ...args] = argv;
  const reads = stdin !== undefined || input !== undefined;
  const child = spawn(program, args, {
    cwd,
    env: environment(env),
    stdio: [reads ? "pipe" : "ignore", "pipe", "pipe"],
  });
  const printed = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.on("data", (chunk: Buffer) => printed[name].push(chunk));
  // A program that ends early breaks the pipe; its exit code says why.
  child.stdin?.on("error", () => {});
  if (stdin !== undefined && child.stdin) createReadStream(stdin).pipe(child.stdin);
  if (input !== undefined) child.stdin?.end(input);
  const ended = Promise.withResolvers<number>();
  child.on("error", (error) => {
    printed.stderr.push(Buffer.from(`${error.message}\n`));
    ended.resolve(127);
  });
  child.on("close", (code) => ended.resolve(code ?? 1));
  const code = await ended.promise;
  return { code, stdout: Buffer.concat(printed.stdout).toString(), stderr: Buffer.concat(printed.stderr).toString() };
}

/** Runs a program that must succeed and answers what it printed; throws with its last words when it does not. */
export async function must(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await attempt(argv, options);
  if (code === 0) return stdout;
  const words = (stderr.trim() === "" ? stdout : stderr).trim().split("\n").slice(-30).join("\n");
  throw new Error(`${argv.slice(0, 4).join(" ")} … ended with ${code}:\n${words}`);
}

/** Runs a program on this terminal; answers its exit code. */
export async function onTerminal(argv: readonly string[], options: CommandOptions = {}): Promise<number> {
  const [program = "", ...args] = argv;
  const settings: SpawnOptions = { env: environment(options.env), stdio: "inherit" };
  const child = spawn(program, args, settings);
  const ended = Promise.withResolvers<number>();
  child.on("error", ended.reject);
  child.on("close", (code) => ended.resolve(code ?? 1));
  return ended.promise;
}
