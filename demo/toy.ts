/** A build tool that needs no network: a content-addressed cache of files it makes itself. */
import { createHash } from "node:crypto";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BuildTool, Order, Outcome, Package, Packages } from "./tool.ts";
import { bytesBelow } from "./volume-size.ts";

/** Milliseconds that a download pretends to take, so that builds side by side really are. */
const downloadTime = 250;
const size = 400_000;

/** `toy i`: finds a package in its cache, or makes it, which it calls a download. */
export class Toy implements BuildTool {
  readonly name = "toy";
  readonly notCached = "ENOTCACHED";
  readonly counts = "Downloads are files that toy had to make; the bytes are what the volume grew by meanwhile.";
  readonly packages: Packages = {
    shared: [version1("stone"), version1("sand")],
    second: version1("clay"),
    third: version1("glass"),
  };

  check(): Promise<string> {
    return Promise.resolve("toy, a build tool of the demo's own that makes what others download");
  }

  command({ packages, network }: Pick<Order, "packages" | "network">): string {
    const flag = network === "forbidden" ? ["--offline"] : [];
    return ["toy i", ...flag, ...packages.map(({ name }) => name)].join(" ");
  }

  async build({ packages, cache, network }: Order, signal: AbortSignal): Promise<Outcome> {
    const before = await bytesBelow(cache);
    const started = performance.now();
    const done = { downloads: 0, output: "", failure: undefined as string | undefined };
    for (const wanted of packages) {
      if (await this.holds(cache, wanted)) {
        done.output += `${wanted.name}: from the cache\n`;
        continue;
      }
      if (network === "forbidden") {
        done.failure = this.notCached;
        done.output += `toy error ${this.notCached}: ${wanted.name} is not in the cache\n`;
        break;
      }
      await download(pathOf(cache, wanted), contentOf(wanted), signal);
      done.downloads += 1;
      done.output += `${wanted.name}: downloaded\n`;
    }
    return { ...done, grown: (await bytesBelow(cache)) - before, ms: performance.now() - started };
  }

  async holds(cache: string, wanted: Package): Promise<boolean> {
    return access(pathOf(cache, wanted)).then(
      () => true,
      () => false,
    );
  }
}

function version1(name: string): Package {
  return { name, version: "1.0.0" };
}

/** Always the same bytes for the same package. */
function contentOf({ name, version }: Package): Buffer {
  const line = `${createHash("sha256").update(`${name}@${version}`).digest("base64")}\n`;
  return Buffer.from(line.repeat(Math.ceil(size / line.length)).slice(0, size));
}

function pathOf(cache: string, wanted: Package): string {
  const digest = createHash("sha256").update(contentOf(wanted)).digest("hex");
  return join(cache, "content", digest.slice(0, 2), digest.slice(2));
}

/** Writes beside the final name and renames, as tools with a content-addressed cache do: whole or not there. */
async function download(path: string, content: Buffer, signal: AbortSignal): Promise<void> {
  await sleep(downloadTime, undefined, { signal });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
