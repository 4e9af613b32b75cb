/** The command `guard`: fails while pods have volumes of the driver, for a hook that runs before it is removed. */
import { parseArgs } from "node:util";
import { CacheError, messageOf } from "./cache/errors.ts";
import { openClient } from "./compose-cluster.ts";
import { driverName } from "./flag-values.ts";
import { SystemClock } from "./host/clock.ts";
import { volumeUsers } from "./kube/volume-users.ts";

/** What `cachefork guard --help` prints. */
export const guardHelp = `Usage: cachefork guard [--driver-name NAME] [--kubeconfig FILE]

Says which pods have volumes of the driver, and fails when there are some: without the driver nobody could unmount them.

  --driver-name NAME
      Name of the CSI driver (default csi.cachefork.dev; CACHEFORK_DRIVER_NAME)
  --kubeconfig FILE
      How to reach the API server; a pod knows that without (CACHEFORK_KUBECONFIG)

Exit codes:
  0  no pod has one
  1  the API server could not be asked; the reason is on stderr
  2  wrong flags
  4  pods have some, a line each on stdout
`;

const inUse = 4;

/** Milliseconds that the question may take. */
const patience = 60_000;

/** Where the words go. */
export interface GuardOutput {
  out(text: string): void;
  err(text: string): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs it; answers its exit code. Throws `invalid` for wrong flags, and what the API server is asked in vain. */
export async function runGuard(
  argv: readonly string[],
  env: Environment,
  version: string,
  output: GuardOutput,
): Promise<number> {
  const { driver, kubeconfig, help } = readWishes(argv, env);
  if (help) {
    output.out(guardHelp);
    return 0;
  }
  using client = await openClient({ kubeconfig, userAgent: `cachefork-guard/${version}`, clock: new SystemClock() });
  const users = await volumeUsers(client, driver, AbortSignal.timeout(patience));
  if (users.length === 0) {
    output.out(`No pod has a volume of ${driver}.\n`);
    return 0;
  }
  output.out(users.map((user) => `${user}\n`).join(""));
  const pods = users.length === 1 ? "1 pod has" : `${users.length} pods have`;
  output.err(`cachefork: ${pods} volumes of ${driver}, and would stay Terminating without it: end them first\n`);
  return inUse;
}

function readWishes(argv: readonly string[], env: Environment) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        "driver-name": { type: "string" },
        kubeconfig: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    return {
      driver: driverName(values["driver-name"] ?? (env["CACHEFORK_DRIVER_NAME"] || "csi.cachefork.dev")),
      kubeconfig: values.kubeconfig ?? (env["CACHEFORK_KUBECONFIG"] || undefined),
      help: values.help ?? false,
    };
  } catch (error) {
    throw new CacheError("invalid", `Cannot run guard: ${messageOf(error)}\nTry: cachefork guard --help`);
  }
}
