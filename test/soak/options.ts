/** The soak's arguments, and the text of its --help. */
import { parseArgs } from "node:util";

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly lifecycles: number;
  readonly seed: number;
  readonly caches: number;
  readonly parallel: number;
  readonly killEvery: number;
  /** Where the plugin's state is made; undefined for a temporary directory. */
  readonly state: string | undefined;
}

/** What the soak's exit codes mean. */
export const exitCodes = { clean: 0, guilty: 1, usage: 2, notHere: 3 } as const;

const counts = { lifecycles: 1000, caches: 12, parallel: 8, "kill-every": 200 } as const;

export const help = `Usage: npm run soak -- [--lifecycles N] [--seed N] [--caches N] [--parallel N] [--kill-every N] [--state DIR] [--json]

Lets volumes of many caches come, be written and go on the real plugin, with real overlayfs: random contents, lifetimes,
strategies and limits, read-only ones and ones that do not commit, in use while they are unpublished, with calls made
twice, prunes, sweeps for want of space, and kills of the plugin. What every generation shows is compared with a model
of the merge, and at the end nothing may be lost, left or have grown.

  --lifecycles N   Volumes from publish to no record (default: ${counts.lifecycles})
  --seed N         Repeats the choices of a run; not its timing (default: any)
  --caches N       (default: ${counts.caches})
  --parallel N     Pods at work at a time (default: ${counts.parallel})
  --kill-every N   Lifecycles between kills in the first half of them; 0 for none (default: ${counts["kill-every"]})
  --state DIR      Make the plugin's state there, and leave it behind; it must not exist yet
  --json           The report for programs
  --help           Print this

Needs root, or CAP_SYS_ADMIN. Progress goes to standard error.

Exit codes:
  ${exitCodes.clean}  nothing was lost, leaked or answered wrongly
  ${exitCodes.guilty}  something was; the report says what, and the seed
  ${exitCodes.usage}  wrong arguments
  ${exitCodes.notHere}  cannot run here
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      lifecycles: { type: "string", default: String(counts.lifecycles) },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      caches: { type: "string", default: String(counts.caches) },
      parallel: { type: "string", default: String(counts.parallel) },
      "kill-every": { type: "string", default: String(counts["kill-every"]) },
      state: { type: "string" },
    },
  });
  return {
    help: values.help,
    json: values.json,
    lifecycles: count("lifecycles", values.lifecycles, 1),
    seed: count("seed", values.seed, 0),
    caches: count("caches", values.caches, 1),
    parallel: count("parallel", values.parallel, 1),
    killEvery: count("kill-every", values["kill-every"], 0),
    state: values.state,
  };
}

function count(name: string, text: string, least: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number < least)
    throw new TypeError(`--${name} cannot be ${JSON.stringify(text)}: write a number from ${least} on`);
  return number;
}
