/** The demo's arguments, and the text of its --help. */
import { parseArgs } from "node:util";

export interface Options {
  readonly help: boolean;
  /** Use the tool of the demo's own, which needs no registry, instead of npm. */
  readonly offline: boolean;
  /** Leave the state directory for the CLI to look at. */
  readonly keep: boolean;
  /** Where to put the demo's directory; undefined for the first place that fits. */
  readonly dir: string | undefined;
}

/** What the demo's exit codes mean. */
export const exitCodes = { held: 0, broken: 1, usage: 2, notHere: 3, interrupted: 130 } as const;

export const help = `Usage: npm run demo -- [--offline] [--keep] [--dir DIR]

Starts the real CSI plugin, plays kubelet to it, and lets npm builds share one cache, one after another and side by
side. Shows what each of them saw, how long things took, and what became of the cache.

  --offline   The same story without npm and its registry: with files that the demo makes itself
  --keep      Leave the state directory behind, and tell how to look at it with the CLI
  --dir DIR   Put everything below DIR (default: the first of the temporary directories that overlayfs can use)
  --help      Print this

Works as root, and as any other user where Linux permits user namespaces. Needs no cluster. Writes nothing outside of
its own directory, and removes that in the end, also after Ctrl-C.

Exit codes:
  ${exitCodes.held}    everything that the story promises was so
  ${exitCodes.broken}    something was not so, or broke
  ${exitCodes.usage}    wrong arguments
  ${exitCodes.notHere}    cannot run here: no registry, no user namespaces, no file system that overlayfs can use
  ${exitCodes.interrupted}  interrupted
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      offline: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      dir: { type: "string" },
    },
  });
  return { help: values.help, offline: values.offline, keep: values.keep, dir: values.dir };
}
