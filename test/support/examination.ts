/** What a state holds after a power cut, held against what was promised before it. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { builtCaches, isWhole, type Promised, prunedCache, wholeText } from "./builds.ts";
import { OnDisk } from "./on-disk.ts";
import { Running } from "./running.ts";

/** What was found wrong, a sentence each. */
export interface Findings {
  readonly inconsistent: string[];
  readonly acknowledgedLost: string[];
  readonly leaked: string[];
}

/** Milliseconds that a plugin gets to end, commit and sweep all that it found. */
const patience = 60_000;

const caches = [...builtCaches, prunedCache];

/** Starts the plugin in another boot, on a state as the power cut left it, and looks for anything lost, half or left. */
export async function examine(state: string, under: string, promised: Promised): Promise<Findings> {
  const examination = new Examination(promised);
  try {
    const open = new OnDisk(state).volumes().filter((volume) => volume.state === "open");
    await using running = await Running.start({ under, state, bootId: randomUUID() });
    await examination.all(
      running,
      open.map(({ incarnation }) => incarnation),
    );
  } catch (error) {
    examination.findings.inconsistent.push(String(error));
  }
  return examination.findings;
}

class Examination {
  readonly findings: Findings = { inconsistent: [], acknowledgedLost: [], leaked: [] };
  readonly #promised: Promised;

  constructor(promised: Promised) {
    this.#promised = promised;
  }

  async all(running: Running, open: readonly string[]): Promise<void> {
    await this.#settled(running);
    this.#discarded(running, open);
    for (const cache of caches) await this.#view(running, cache);
    await this.#works(running);
    this.#doctor(running);
    for (const mount of running.mounts()) this.findings.leaked.push(`${mount} is mounted`);
    // Nothing is swept any more while it is looked at.
    await running.end("SIGTERM");
    for (const cache of caches) this.#log(running.disk, cache);
  }

  async #settled(running: Running): Promise<void> {
    const enough = new AbortController();
    const late = setTimeout(patience, "late", { signal: enough.signal }).catch(() => "over");
    const how = await Promise.race([running.settled(), late]);
    enough.abort();
    if (how !== "late") return;
    const records = running.disk.volumes().map(({ incarnation, state }) => `volume ${incarnation} is ${state}`);
    this.findings.leaked.push(...running.disk.leftovers(), ...records);
  }

  /** Volumes that were open lie in an upper that cannot be trusted. */
  #discarded({ lines, disk }: Running, open: readonly string[]): void {
    const crashed = lines.filter(({ msg, reason }) => msg === "Discarded a delta" && reason === "machine-crash");
    const told = new Set(crashed.map(({ incarnation }) => incarnation));
    for (const incarnation of open)
      if (!told.has(incarnation)) this.findings.inconsistent.push(`volume ${incarnation} was open and not discarded`);
    for (const { incarnation } of disk.volumes()) this.findings.leaked.push(`volume ${incarnation} has a record`);
  }

  /** Numbers without a gap, layers that are there, files that are whole, and the generations that were told of. */
  #log(disk: OnDisk, cache: string): void {
    const { inconsistent, acknowledgedLost } = this.findings;
    const listed = disk.generations(cache);
    // What is left below it counts as gone: the next retiring removes it.
    const floor = disk.floor(cache);
    const generations = listed.filter(({ number }) => number > floor);
    for (const [index, { number, parent }] of generations.entries())
      if (number !== floor + index + 1 || parent >= number)
        inconsistent.push(`${cache} has generation ${number}, of parent ${parent}, ${index + 1} above floor ${floor}`);
    for (const id of new Set(generations.flatMap(({ layers }) => layers.map((layer) => layer.id))))
      this.#layer(disk.layer(id));
    const there = new Set(generations.map(({ number, volume }) => `${cache} ${number} ${volume}`));
    for (const { cache: of, number, incarnation } of this.#promised.generations)
      if (of === cache && number > floor && !there.has(`${cache} ${number} ${incarnation}`))
        acknowledgedLost.push(`generation ${number} of ${cache}`);
  }

  #layer(path: string): void {
    const { inconsistent } = this.findings;
    if (!existsSync(path)) inconsistent.push(`layer ${path} is missing`);
    else for (const file of filesBelow(path)) if (!isWhole(file)) inconsistent.push(`${file} is not whole`);
  }

  async #view(running: Running, cache: string): Promise<void> {
    const { acknowledgedLost, inconsistent } = this.findings;
    await running.look(cache, (view) => {
      const ours = this.#promised.kept.filter((build) => build.cache === cache);
      for (const { id, files } of ours)
        for (const file of files) if (!holds(view, id, file)) acknowledgedLost.push(`${id}/${file} in ${cache}`);
      const removed = new Set(this.#promised.removed.filter((build) => build.cache === cache).map(({ id }) => id));
      for (const name of readdirSync(view)) if (removed.has(name)) inconsistent.push(`${name} is back in ${cache}`);
    });
  }

  async #works(running: Running): Promise<void> {
    const attributes = { cache: builtCaches[0] };
    const text = wholeText("after", 1_000);
    await running.pod("after", attributes, (target) => writeFileSync(join(target, "after"), text));
    const seen = await running.look(attributes.cache, (view) => existsSync(join(view, "after")));
    if (!seen) this.findings.inconsistent.push("a commit after the power cut is not there");
  }

  #doctor({ state }: Running): void {
    const main = join(import.meta.dirname, "../../src/main.ts");
    const { status, stdout } = spawnSync(process.execPath, [main, "doctor", "--state", state], { encoding: "utf8" });
    if (status !== 0) this.findings.inconsistent.push(`doctor: ${stdout}`);
  }
}

/** Regular files. */
function filesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function holds(view: string, id: string, file: string): boolean {
  const path = join(view, id, file);
  return existsSync(path) && isWhole(path) && readFileSync(path, "latin1").startsWith(`${id}/${file} `);
}
