/** The words of `npm run test:tekton`, and the text of its --help. */
import { parseArgs } from "node:util";
import { tektonVersion } from "./programs.ts";

export interface Options {
  readonly help: boolean;
  /** Only build Tekton and the image of the builds. */
  readonly build: boolean;
  readonly runs: number;
  readonly json: boolean;
}

/** What the exit codes mean. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, notHere: 3 } as const;

/** As many packages as there are to be new in each run. */
export const mostRuns = 100;

export const help = `Usage: npm run test:tekton -- [OPTIONS]

Real pipelines of Tekton Pipelines ${tektonVersion} with npm builds that share a cache through the Cachefork that is on this
checkout's cluster. If none runs, one is started with this checkout's Cachefork on it, and taken down behind the tests (npm run
cluster -- --help). Tekton is put there.

In each run a first task installs what the runs before have left in the cache, without the network; two tasks at once
install a package each that is new; and a last task installs all of it without the network. Then TaskRuns end in other ways
than by themselves: they fail, are cancelled, run out of time, are deleted, and what they leave has to be what the pages say. One
has a parameter in its workspace, and its pod has to say why it does not start. The examples for Tekton run as they are.

  --build     Only build Tekton, and the image with npm: minutes the first time
  --runs N    Pipelines to run, one after another (default: 20, at most ${mostRuns})
  -o json     Print the result as JSON
  --help      Print this

Tekton is built with Go at the first run, for minutes, and kept in the user's cache folder, with npm and the packages that it
installs. CACHEFORK_CLUSTER names another cluster, CACHEFORK_KEEP=1 keeps one that was started for this.

Exit codes:
  ${exitCodes.passed}  all of it was as it has to be
  ${exitCodes.failed}  something was not
  ${exitCodes.usage}  wrong arguments
  ${exitCodes.notHere}  cannot run here: something is missing
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      build: { type: "boolean", default: false },
      runs: { type: "string", default: "20" },
      output: { type: "string", short: "o" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.output !== undefined && values.output !== "json")
    throw new TypeError(`-o cannot be ${JSON.stringify(values.output)}: json is the only other form`);
  const runs = /^\d{1,3}$/.test(values.runs) ? Number(values.runs) : 0;
  if (runs < 1 || runs > mostRuns)
    throw new TypeError(`--runs cannot be ${JSON.stringify(values.runs)}: write a number from 1 to ${mostRuns}`);
  return { help: values.help, build: values.build, runs, json: values.output === "json" };
}
