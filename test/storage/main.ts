/** Kubernetes' own tests of storage against Cachefork: `npm run test:storage`. */
import { join } from "node:path";
import { cacheFolder, ensureBinaries, kubernetesVersion } from "../cluster/binaries.ts";
import { missing } from "../cluster/preflight.ts";
import { Steps } from "../cluster/steps.ts";
import { loadImages } from "./images.ts";
import { exitCodes, help, type Options, readOptions } from "./options.ts";
import { cluster, raiseUnlessUp } from "./prepare.ts";
import { suite } from "./programs.ts";
import { type Result, resultOf } from "./result.ts";
import { select } from "./selection.ts";
import { logOf, runSuite } from "./suite.ts";
import { textOf } from "./text.ts";

const { argv, env, stdout, stderr } = globalThis.process;
const ours = join(import.meta.dirname, "..", "e2e", "storage-driver.yaml");
const steps = new Steps((line) => stderr.write(`${line}\n`));

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(argv.slice(2));
  } catch (error) {
    stderr.write(`${(error as Error).message}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.help) {
    stdout.write(help);
    return exitCodes.passed;
  }
  const lacking = missing();
  if (lacking.length > 0) {
    stderr.write(`Cannot run here:\n${lacking.map((line) => `  ${line}\n`).join("")}`);
    return exitCodes.notHere;
  }
  try {
    await ensureBinaries([suite], steps);
    if (options.build) return exitCodes.passed;
    const result = await carryOut(options);
    stdout.write(options.json ? `${JSON.stringify(result, undefined, 2)}\n` : textOf(result));
    return result.good ? exitCodes.passed : exitCodes.failed;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.failed;
  }
}

async function carryOut(options: Options): Promise<Result> {
  const wasUp = cluster.isUp;
  try {
    if (options.driver === undefined) await raiseUnlessUp(steps);
    await steps.take("images of the tests on every node", () => loadImages(cluster));
    const report = join(cacheFolder, "reports", cluster.place.name);
    steps.note(`Kubernetes ${kubernetesVersion}'s tests log to ${logOf(report)}`);
    const { driver = ours, processes } = options;
    const specs = await steps.take("tests", () =>
      runSuite({ cluster, driver, processes, report, selection: select(options) }),
    );
    return resultOf(specs);
  } finally {
    if (!wasUp && !env["CACHEFORK_KEEP"]) await steps.take("cluster is gone", () => cluster.down());
  }
}

globalThis.process.exitCode = await main();
