/** The release of Cachefork on the cluster, as its administrator has it in hand: by helm. */
import { namespace } from "../cluster/cachefork-install.ts";
import { attempt, type Ended, must } from "../cluster/command.ts";
import { helm } from "../cluster/helm.ts";
import { Steps } from "../cluster/steps.ts";
import { cluster } from "./stage.ts";

const steps = new Steps((line) => process.stderr.write(`${line}\n`));

async function argvOf(command: readonly string[], args: readonly string[]): Promise<string[]> {
  return cluster.reach(await helm(steps), ...command, "cachefork", ...args, `--namespace=${namespace}`);
}

/** Runs `helm COMMAND cachefork ARGS…` to its end. */
export async function helmRelease(command: string, ...args: readonly string[]): Promise<Ended> {
  return attempt(await argvOf(command.split(" "), args), { env: cluster.environment });
}

/** The same where it must succeed; answers what it printed. */
export async function mustHelm(command: string, ...args: readonly string[]): Promise<string> {
  return must(await argvOf(command.split(" "), args), { env: cluster.environment });
}
