/** The words of `npm run test:storage`, and the text of its --help. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { kubernetesVersion } from "../cluster/binaries.ts";

export interface Options {
  readonly help: boolean;
  /** Only build what the tests need. */
  readonly build: boolean;
  readonly quick: boolean;
  /** A regular expression; undefined for all. */
  readonly focus: string | undefined;
  readonly processes: number;
  /** The definition of another driver, which is on the cluster already. */
  readonly driver: string | undefined;
  readonly json: boolean;
}

/** What the exit codes mean. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, notHere: 3 } as const;

export const help = `Usage: npm run test:storage -- [OPTIONS]

Runs the storage tests of Kubernetes ${kubernetesVersion} itself (External.Storage of its e2e.test) against the Cachefork that is on
this checkout's cluster. If none runs, one is started with this checkout's Cachefork on it, and taken down behind the tests
(npm run cluster -- --help). What Cachefork declares is in test/e2e/storage-driver.yaml, and what it does not, with the
reasons, in docs/conformance.md.

  --build          Only build the tests: minutes the first time
  --quick          A selection of the tests that takes minutes
  --focus REGEX    Only tests whose names match, of those that would run otherwise
  --procs N        So many tests at once (default: 4)
  --driver FILE    Test another driver that is on the cluster: the one that this file defines. Absolute, or from here
  -o json          Print the result as JSON
  --help           Print this

The tests are built with Go at the first run, for minutes, and kept in the user's cache folder. CACHEFORK_CLUSTER names another
cluster, CACHEFORK_KEEP=1 keeps one that was started for this.

Exit codes:
  ${exitCodes.passed}  all tests passed that what the driver declares makes apply
  ${exitCodes.failed}  a test failed, or none applied, or one was left out for a reason that nobody has written down
  ${exitCodes.usage}  wrong arguments
  ${exitCodes.notHere}  cannot run here: something is missing
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      build: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      focus: { type: "string" },
      procs: { type: "string", default: "4" },
      driver: { type: "string" },
      output: { type: "string", short: "o" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.output !== undefined && values.output !== "json")
    throw new TypeError(`-o cannot be ${JSON.stringify(values.output)}: json is the only other form`);
  if (!/^[1-9]\d?$/.test(values.procs))
    throw new TypeError(`--procs cannot be ${JSON.stringify(values.procs)}: write a number from 1 to 99`);
  if (values.focus !== undefined) readPattern(values.focus);
  return {
    help: values.help,
    build: values.build,
    quick: values.quick,
    focus: values.focus,
    processes: Number(values.procs),
    driver: values.driver === undefined ? undefined : resolve(values.driver),
    json: values.output === "json",
  };
}

function readPattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new TypeError(`--focus cannot be ${JSON.stringify(pattern)}: ${(error as Error).message}`, { cause: error });
  }
}
