/** Checks everything about the tree that needs no test: format, lint, types, generated files, the chart. */
import { drift } from "./generate.ts";
import { chartFaults, helmProgram } from "./render.ts";
import { type Ended, run } from "./run.ts";

const generated = async (): Promise<Ended> => {
  const output = await drift();
  return output === ""
    ? { code: 0, output }
    : { code: 1, output: `${output}npm run generate, then commit what changed.\n` };
};

/** Where there is no helm, it is not looked at, and said so. */
const chart = async (): Promise<Ended> => {
  if (helmProgram() === undefined) return { code: 0, output: "", note: "skipped: there is no helm" };
  const output = await chartFaults();
  return output === ""
    ? { code: 0, output }
    : { code: 1, output: `${output}npm run generate, then commit what changed.\n` };
};

const steps: Readonly<Record<string, () => Promise<Ended>>> = {
  format: () => run("biome", "check", "--error-on-warnings", "."),
  // A silenced check that would not complain any more hides the next one that would.
  lint: () => run("oxlint", "--deny-warnings", "--report-unused-disable-directives"),
  types: () => run("tsc"),
  generated,
  chart,
};

const failed: string[] = [];
for (const [name, step] of Object.entries(steps)) {
  const start = performance.now();
  const {
    code,
    output,
    note = "",
  } = await step().catch((error: unknown): Ended => ({ code: 1, output: `${String(error)}\n` }));
  console.log(
    `${code === 0 ? "ok    " : "FAILED"} ${name.padEnd(10)} ${((performance.now() - start) / 1000).toFixed(1)} s ${note}`.trimEnd(),
  );
  if (code === 0) continue;
  failed.push(name);
  console.log(output);
}
if (failed.length > 0) {
  console.log(`Failed: ${failed.join(", ")}. npm run fix mends format and what lint can mend itself.`);
  process.exitCode = 1;
}
