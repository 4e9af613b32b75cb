/** Lets the plugin live through many volumes, and reports whether anything was lost or left: `npm run soak`. */
import { existsSync } from "node:fs";
import { whyNoMounts } from "../host/real-mounts.ts";
import { Running } from "../support/running.ts";
import { isClean, judge } from "./judge.ts";
import { exitCodes, help, type Options, readOptions } from "./options.ts";
import { page, type Report, reportOf } from "./report.ts";
import { Soak, soakOptions } from "./soak.ts";

/** Milliseconds. */
const patience = 120_000;

const { argv, stdout, stderr } = globalThis.process;

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(argv.slice(2));
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.help) {
    stdout.write(help);
    return exitCodes.clean;
  }
  const why = whyNot(options);
  if (why !== undefined) {
    stderr.write(`Cannot run here: ${why}\n`);
    return exitCodes.notHere;
  }
  const report = await soaked(options);
  stdout.write(options.json ? `${JSON.stringify(report)}\n` : page(report));
  return isClean(report.verdict) ? exitCodes.clean : exitCodes.guilty;
}

function whyNot({ state }: Options): string | undefined {
  if (state !== undefined && existsSync(state)) return `${state} exists already`;
  return whyNoMounts();
}

async function soaked(options: Options): Promise<Report> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const { state, lifecycles } = options;
  await using running = await Running.start({ ...soakOptions, ...(state === undefined ? {} : { state }) });
  const progress = (ended: number): void => {
    if (ended % Math.max(1, Math.floor(lifecycles / 20)) !== 0) return;
    stderr.write(`${ended} of ${lifecycles}, ${seconds().toFixed(0)} s\n`);
  };
  const soak = new Soak(running, { ...options, patience, progress });
  const evidence = await soak.run();
  return reportOf(options, soak, { vitals: evidence.vitals, verdict: judge(evidence), seconds: seconds() });
}

globalThis.process.exitCode = await main();
