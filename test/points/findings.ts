/** What `cachefork doctor` finds in a state. */
import { runCli } from "../../src/cli/cli.ts";
import { SystemClock } from "../../src/host/clock.ts";
import { LinuxDisk } from "../../src/host/disk.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { lockHolder } from "../../src/host/lock.ts";
import { mountTable } from "../../src/host/mounter.ts";
import { inspectState } from "../../src/store/inspect-state.ts";
import { MemoryWriter } from "../cli/terminal.ts";

interface Answer {
  readonly items: readonly { readonly severity: string; readonly what: string }[];
}

/** Problems and warnings; notes are how things are. */
export async function findings(state: string, bootId: string): Promise<readonly string[]> {
  const clock = new SystemClock();
  const host = {
    linux: linuxFiles,
    bootId,
    disk: new LinuxDisk(state),
    mounts: () => mountTable(state),
    running: async () => lockHolder(state),
    openFiles: async () => undefined,
  };
  const [out, err] = [new MemoryWriter(), new MemoryWriter()];
  const open = async () => {
    const opened = await inspectState(state, host, clock);
    return { ...opened, append: opened.ledger.append.bind(opened.ledger), clock };
  };
  await runCli(["doctor", "-o", "json", "--state", state], {}, { open, ask: undefined, out, err, version: "0" });
  if (err.text !== "") return [err.text];
  const { items } = JSON.parse(out.text) as Answer;
  return items.filter(({ severity }) => severity !== "note").map(({ what }) => what);
}
