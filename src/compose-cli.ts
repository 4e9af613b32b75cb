/** Puts the CLI together: opens a state directory as it is on disk, also while a plugin runs on it. */
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { CacheError } from "./cache/errors.ts";
import { type Environment } from "./cli/arguments.ts";
import { runCli } from "./cli/cli.ts";
import type { State } from "./cli/command.ts";
import { bootIdFile, readBootId } from "./host/boot-id.ts";
import { SystemClock } from "./host/clock.ts";
import { LinuxDisk } from "./host/disk.ts";
import { linuxFiles } from "./host/linux-files.ts";
import { lockHolder } from "./host/lock.ts";
import { mountTable } from "./host/mounter.ts";
import { DiskInspection } from "./store/inspect.ts";
import { Layout } from "./store/layout.ts";
import { EmbeddedLedger } from "./store/ledger.ts";
import { domainOf, readIdentity } from "./store/state.ts";

/** Runs one command of the CLI; answers its exit code. */
export function runCommand(argv: readonly string[], env: Environment, version: string): Promise<number> {
  const ask = process.stdin.isTTY && process.stdout.isTTY ? askTerminal : undefined;
  return runCli(argv, env, { open: openState, ask, out: process.stdout, err: process.stderr, version });
}

async function openState(state: string): Promise<State> {
  const layout = new Layout(resolve(state));
  const identity = await readIdentity(layout);
  if (!identity) {
    throw new CacheError(
      "precondition",
      `Cannot use ${layout.root}: it is no state directory of Cachefork; give the plugin's with --state`,
    );
  }
  const clock = new SystemClock();
  const inspection = new DiskInspection(layout, {
    linux: linuxFiles,
    userxattr: identity.userxattr,
    bootId: readBootId(bootIdFile),
    disk: new LinuxDisk(layout.root),
    mounts: () => mountTable(layout.root),
    running: async () => lockHolder(layout.root),
  });
  return { ledger: new EmbeddedLedger(layout, domainOf(identity), clock), inspection, clock };
}

async function askTerminal(question: string): Promise<string> {
  using terminal = createInterface({ input: process.stdin, output: process.stderr });
  return await terminal.question(question);
}
