/** Puts the CLI together: opens a state directory as it is on disk, also while a plugin runs on it. */
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { type Environment } from "./cli/arguments.ts";
import { runCli } from "./cli/cli.ts";
import type { State } from "./cli/command.ts";
import { appendOf } from "./compose-append.ts";
import { openClient } from "./compose-cluster.ts";
import { bootIdFile, readBootId } from "./host/boot-id.ts";
import { SystemClock } from "./host/clock.ts";
import { LinuxDisk } from "./host/disk.ts";
import { linuxFiles } from "./host/linux-files.ts";
import { lockHolder } from "./host/lock.ts";
import { mountTable } from "./host/mounter.ts";
import { openFilesLimit } from "./host/open-files.ts";
import type { Client } from "./kube/client.ts";
import { inspectState } from "./store/inspect-state.ts";

/** Runs one command of the CLI; answers its exit code. */
export function runCommand(argv: readonly string[], env: Environment, version: string): Promise<number> {
  const ask = process.stdin.isTTY && process.stdout.isTTY ? askTerminal : undefined;
  return runCli(argv, env, {
    open: (state) => openState(state, env, version),
    ask,
    out: process.stdout,
    err: process.stderr,
    version,
  });
}

async function openState(directory: string, env: Environment, version: string): Promise<State> {
  const root = resolve(directory);
  const clock = new SystemClock();
  const host = {
    linux: linuxFiles,
    bootId: readBootId(env["CACHEFORK_BOOT_ID_FILE"] || bootIdFile),
    disk: new LinuxDisk(root),
    mounts: () => mountTable(root),
    running: async () => lockHolder(root),
    openFiles: async (pid: number) => openFilesLimit(pid),
  };
  const state = await inspectState(root, host, clock);
  const node = env["CACHEFORK_NODE_ID"] || env["NODE_NAME"] || "";
  const connect = (): Promise<Client> =>
    openClient({ kubeconfig: undefined, clock, userAgent: `cachefork/${version}` });
  return { ...state, append: appendOf({ mirror: state.ledger, clock, node, connect }), clock };
}

/** The answer; nothing when the input ends instead (Ctrl-D). */
async function askTerminal(question: string): Promise<string> {
  using terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = once(terminal, "close").then(() => "");
  return await Promise.race([terminal.question(question), ended]);
}
