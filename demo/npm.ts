/** The story told with npm: the volume is its cache directory. */
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ran } from "./command.ts";
import { run } from "./command.ts";
import { contentPath, countDownloads, errorCode, errorLines, npmEnvironment } from "./npm-words.ts";
import { notHere } from "./stop.ts";
import type { BuildTool, Order, Outcome, Package, Packages } from "./tool.ts";
import { bytesBelow } from "./volume-size.ts";

interface NpmPackage extends Package {
  /** npm's `dist.integrity` of this version. */
  readonly integrity: string;
}

/** Small, without dependencies and without install scripts. */
const lodash: NpmPackage = {
  name: "lodash",
  version: "4.17.21",
  integrity: "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==",
};
const ms: NpmPackage = {
  name: "ms",
  version: "2.1.3",
  integrity: "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==",
};
const dayjs: NpmPackage = {
  name: "dayjs",
  version: "1.11.13",
  integrity: "sha512-oaMBel6gjolK862uaPQOVTA7q3TZhuSvuMQAAglQDOWYO9A91IrAOUJEyKVlqJlHE0vq5p5UXxzdPfMH/x6xNg==",
};
const zod: NpmPackage = {
  name: "zod",
  version: "3.23.8",
  integrity: "sha512-XBx9AXhXktjUqnepgTiE5flcKIYWi/rme0Eaj+5Y0lftuGBq+jyRu/md4WnuxqgP1ubdpNCsYEYPxrzVHD8d6g==",
};
const known = [lodash, ms, dayjs, zod];

/** The npm on PATH. */
export class Npm implements BuildTool {
  readonly name = "npm";
  readonly notCached = "ENOTCACHED";
  readonly counts =
    "Downloads are npm's own count of requests to the registry; the bytes are what the volume grew by meanwhile.";
  readonly packages: Packages = { shared: [lodash, ms], second: dayjs, third: zod };

  async check(workspace: string, signal: AbortSignal): Promise<string> {
    const version = await this.#npm(["--version"], workspace, join(workspace, "check"), signal).catch(missing);
    const wanted = `${ms.name}@${ms.version}`;
    const answer = await this.#npm(["view", wanted, "version"], workspace, join(workspace, "check"), signal);
    if (answer.code !== 0) throw unreachable(answer);
    return `npm ${version.stdout.trim()}`;
  }

  command({ packages, network }: Pick<Order, "packages" | "network">): string {
    const flag = network === "forbidden" ? ["--offline"] : [];
    return ["npm i", ...flag, ...packages.map(({ name }) => name)].join(" ");
  }

  async build({ packages, cache, workspace, network }: Order, signal: AbortSignal): Promise<Outcome> {
    await mkdir(workspace, { recursive: true });
    await writeFile(
      join(workspace, "package.json"),
      JSON.stringify({ name: "build", version: "1.0.0", private: true }),
    );
    const before = await bytesBelow(cache);
    const started = performance.now();
    const names = packages.map(({ name, version }) => `${name}@${version}`);
    // Pinned versions do not change: what the cache says of them need not be asked again.
    const mode = network === "forbidden" ? "--offline" : "--prefer-offline";
    const ran = await this.#npm(["install", mode, ...names], workspace, cache, signal);
    const took = performance.now() - started;
    const output = ran.stdout + ran.stderr;
    return {
      failure: ran.code === 0 ? undefined : (errorCode(output) ?? `exit code ${ran.code}`),
      downloads: countDownloads(output),
      grown: (await bytesBelow(cache)) - before,
      ms: took,
      output,
    };
  }

  async holds(cache: string, wanted: Package): Promise<boolean> {
    const { integrity } = known.find(({ name }) => name === wanted.name) ?? {};
    if (integrity === undefined) return false;
    return access(contentPath(cache, integrity)).then(
      () => true,
      () => false,
    );
  }

  #npm(args: readonly string[], cwd: string, cache: string, signal: AbortSignal): Promise<Ran> {
    return run(["npm", ...args], { cwd, env: npmEnvironment(globalThis.process.env, cache) }, signal);
  }
}

function missing(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  throw notHere("There is no npm on PATH.\n\nThe same story without npm:\n  npm run demo -- --offline");
}

function unreachable(answer: Ran): Error {
  const said = errorLines(answer.stderr).slice(0, 4);
  const lines = [
    `npm cannot reach its registry, from which the demo installs ${known.length} small packages. npm says:`,
    ...said.map((line) => `  ${line}`),
    "",
    "The same story on files that the demo makes itself, without any network:",
    "  npm run demo -- --offline",
  ];
  return notHere(lines.join("\n"));
}
