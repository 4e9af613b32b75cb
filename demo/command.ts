/** Runs a command to its end, or to the end of our patience. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** How a command ended. */
export interface Ran {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in a process group of its own, so that Ctrl-C reaches it through us; when the signal fires, the group is
 * killed before this rejects.
 */
export async function run(
  command: readonly [program: string, ...args: string[]],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  signal: AbortSignal,
): Promise<Ran> {
  signal.throwIfAborted();
  const [program, ...args] = command;
  const child = spawn(program, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const kill = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  signal.addEventListener("abort", kill);
  try {
    const exited = once(child, "exit");
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
    signal.throwIfAborted();
    return { code: child.exitCode, stdout, stderr };
  } finally {
    signal.removeEventListener("abort", kill);
  }
}

function killGroup(leader: number): void {
  try {
    globalThis.process.kill(-leader, "SIGKILL");
  } catch {
    // It ended on its own in this moment.
  }
}
