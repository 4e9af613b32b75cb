/** The release of Cachefork on the cluster, as its administrator has it in hand: by helm. */
import { namespace } from "../cluster/cachefork-install.ts";
import { attempt, type Ended } from "../cluster/command.ts";
import { helm } from "../cluster/helm.ts";
import { Steps } from "../cluster/steps.ts";
import { cluster } from "./stage.ts";

const steps = new Steps((line) => process.stderr.write(`${line}\n`));

/** Runs `helm COMMAND cachefork ARGS…` to its end. */
export async function helmRelease(command: string, ...args: readonly string[]): Promise<Ended> {
  const argv = [await helm(steps), command, "cachefork", ...args, `--namespace=${namespace}`];
  return attempt(cluster.reach(...argv), { env: cluster.environment });
}
