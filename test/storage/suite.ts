/** Runs Kubernetes' tests against a cluster and reads what they report. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { kubernetes, program } from "../cluster/binaries.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { registries } from "./images.ts";
import { readReport, type Spec } from "./junit.ts";
import { suite } from "./programs.ts";
import type { Selection } from "./selection.ts";

export interface Run {
  readonly cluster: Cluster;
  /** The file that defines the driver. */
  readonly driver: string;
  readonly selection: Selection;
  readonly processes: number;
  /** The folder of the report; what it holds already is removed. */
  readonly report: string;
}

/** What one run can take at most. */
const limit = "3h";

/** The tests' log in the folder of the report. */
export function logOf(report: string): string {
  return join(report, "tests.log");
}

/** Answers what became of each test; throws when the tests did not get as far as to report. */
export async function runSuite({ cluster, driver, selection, processes, report }: Run): Promise<Spec[]> {
  await rm(report, { recursive: true, force: true });
  await mkdir(report, { recursive: true });
  const argv = cluster.reach(
    program(suite, "ginkgo"),
    "run",
    `--procs=${processes}`,
    "--no-color",
    `--timeout=${limit}`,
    `--focus=${selection.focus}`,
    `--skip=${selection.skip}`,
    program(suite),
    "--",
    "--provider=local",
    `--kubeconfig=${cluster.kubeconfig}`,
    `--kubectl-path=${program(kubernetes, "kubectl")}`,
    `--storage.testdriver=${driver}`,
    `--report-dir=${report}`,
  );
  const code = await logged(argv, { ...process.env, ...cluster.environment, ...registries }, logOf(report));
  // ginkgo's processes write one report together.
  const file = join(report, "junit_01.xml");
  if (!existsSync(file)) throw new Error(`The tests ended with ${code} and without a report: see ${logOf(report)}`);
  const specs = readReport(await readFile(file, "utf8"));
  if (code !== 0 && !specs.some(({ outcome }) => outcome === "failed"))
    throw new Error(`No test failed, and yet they ended with ${code}: see ${logOf(report)}`);
  return specs;
}

async function logged(argv: readonly string[], env: NodeJS.ProcessEnv, file: string): Promise<number> {
  await using log = await open(file, "w");
  const [first = "", ...args] = argv;
  const child = spawn(first, args, { env, stdio: ["ignore", log.fd, log.fd] });
  const ended = Promise.withResolvers<number>();
  child.on("error", ended.reject);
  child.on("close", (code) => ended.resolve(code ?? 1));
  return ended.promise;
}
