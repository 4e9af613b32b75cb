/** Builds commands of published Go modules that cannot be installed by name, in a module that requires them. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { must } from "./command.ts";

/** What a go.mod says. */
export interface GoModule {
  readonly go: string;
  /** Module to version. */
  readonly require: Readonly<Record<string, string>>;
  /** Module to the version that stands in for any other. */
  readonly replace?: Readonly<Record<string, string>>;
}

export interface GoBuild {
  /** Where the go.mod is written; it stays, with the sums of what it needs. */
  readonly folder: string;
  readonly packages: readonly string[];
  /** The folder that the programs are put into. */
  readonly into: string;
  readonly ldflags?: string;
}

/** Without C: the programs run wherever they are put. */
export const goEnvironment = { CGO_ENABLED: "0", GOFLAGS: "-mod=mod" };

/** Builds the packages' commands; each is named after the last part of its package's path. */
export async function buildCommands(
  module: GoModule,
  { folder, packages, into, ldflags = "" }: GoBuild,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "go.mod"), goMod(module));
  await mkdir(into, { recursive: true });
  const command = ["go", "build", "-trimpath", `-ldflags=-s -w ${ldflags}`, "-o", `${into}/`, ...packages];
  await must(command, { cwd: folder, env: goEnvironment });
}

/** The folder that a published module is unpacked in. */
export async function moduleFolder(module: string, version: string): Promise<string> {
  const found = await must(["go", "mod", "download", "-json", `${module}@${version}`]);
  return (JSON.parse(found) as { Dir: string }).Dir;
}

/**
 * What a published module's go.mod replaces, which counts only in its own repository: whoever requires the module has to
 * say it again. Modules that are folders of that repository have been published, too: in this version.
 */
export async function replacedIn(
  module: string,
  version: string,
  published: string,
): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(await moduleFolder(module, version), "go.mod"), "utf8");
  const lines = text.matchAll(/^\s*(?:replace\s+)?(\S+) => (\S+)(?: (\S+))?$/gm);
  return Object.fromEntries(
    [...lines].map(([, name = "", to = "", at]) => [name, to.startsWith(".") ? published : (at ?? published)]),
  );
}

function goMod({ go, require, replace = {} }: GoModule): string {
  const requires = Object.entries(require).map(([name, version]) => `require ${name} ${version}\n`);
  const replaces = Object.entries(replace).map(([name, version]) => `replace ${name} => ${name} ${version}\n`);
  return [`module cachefork.dev/cluster-tools\n\ngo ${go}\n\n`, ...requires, ...replaces].join("");
}

/** Whether every one of these programs is in the folder. */
export function hasAll(folder: string, programs: readonly string[]): boolean {
  return programs.every((program) => existsSync(join(folder, program)));
}
