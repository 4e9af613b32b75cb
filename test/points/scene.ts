/** One run of one flow on a plugin: caches of its own, and what must be in them in the end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Listing, listing } from "../support/listing.ts";
import { names } from "../support/on-disk.ts";
import type { Running } from "../support/running.ts";
import { findings } from "./findings.ts";
import { type Control, controlName, type Plan, rootVariable, traceName } from "./plan.ts";
import { type Boot, compileCache, hook, inTime, type Stoppable } from "./stoppable.ts";
import { differences } from "./work.ts";

const main = join(import.meta.dirname, "../../src/main.ts");

/** What a cache may hold when all is over. */
interface Expected {
  readonly before: Listing;
  readonly after: Listing;
  /** Whether the times of directories are known: a merge may set them. */
  readonly directories: "with times" | "without times";
}

/** The names of its caches and volumes are its own; the plugin may have served other scenes before. */
export class Scene implements AsyncDisposable {
  readonly stoppable: Stoppable;
  readonly #number: number;
  readonly #expected = new Map<string, Expected>();
  #leak: AsyncDisposable | undefined;
  #bystander: { readonly boot: string; readonly view: string } | undefined;
  readonly #calls: Promise<unknown>[] = [];
  /** Volumes whose unpublish was answered with OK: from then on nothing excuses that they are lost, whatever is on disk. */
  readonly #promised = new Set<string>();
  /** Whether the machine went down while the volume was open: nobody promised to keep what was in it. */
  #mayBeLost = false;
  /** The ids of the scene's claim and snapshot. */
  claim = "";
  snapshot = "";
  /** What happens to the CLI. */
  plan: Plan | undefined;

  constructor(stoppable: Stoppable, number: number) {
    this.stoppable = stoppable;
    this.#number = number;
  }

  get running(): Running {
    return this.stoppable.running;
  }

  /** A name for a cache or a volume of this scene. */
  name(word: string): string {
    return `${word}-${this.#number}`;
  }

  /** Keeps something that holds mounts until the machine goes down, or the scene is over. */
  leaks(holder: AsyncDisposable): void {
    this.#leak = holder;
  }

  /** A pod that comes, works and goes. */
  async build(cache: string, id: string, work: (view: string) => void): Promise<void> {
    await this.running.pod(this.name(id), { cache: this.name(cache) }, work);
  }

  /** A pod that has done its work and has not gone yet; answers what it sees. */
  async open(
    cache: string,
    id: string,
    work: (view: string) => void,
    wishes: Record<string, string> = {},
  ): Promise<Listing> {
    const view = await this.publish(cache, id, wishes);
    work(view);
    return listing(view);
  }

  publish(cache: string, id: string, wishes: Record<string, string> = {}): Promise<string> {
    return this.running.publish({ id: this.name(id), attributes: { cache: this.name(cache), ...wishes } });
  }

  /** As kubelet does; remembers what was answered. */
  async unpublish(id: string): Promise<void> {
    const name = this.name(id);
    const call = this.running.unpublish(name).then(() => this.#promised.add(name));
    this.#calls.push(call);
    await call;
  }

  /** Unpublishes, and waits until nothing is left to do for the volume. */
  async end(id: string): Promise<void> {
    await this.unpublish(id);
    await inTime(`the end of ${id}`, this.running.ended(this.name(id)), () => this.stoppable.lastLines());
  }

  /** Resolves when the sweep behind the end of a volume is over too, unless something was stopped before. */
  async swept(): Promise<void> {
    const { running, stoppable } = this;
    const over = (): boolean => stoppable.stoppedAt() !== undefined || running.isSettled;
    await inTime("the sweep", running.until(over), () => stoppable.lastLines());
  }

  /** Empties the cache, and resolves when all that nothing else holds is gone. */
  async prunedAndSwept(): Promise<void> {
    const { running } = this;
    const from = running.lines.length;
    await this.pruned();
    // The end of a volume wakes the sweep.
    await this.build("cache", "waking", () => {});
    const retired = running.said(({ msg, generations }) => msg === "Swept" && Number(generations) > 0, from);
    await inTime("the sweep", retired, () => this.stoppable.lastLines());
    await inTime("the sweep", running.settled(), () => this.stoppable.lastLines());
  }

  /** What a new volume of the cache shows. */
  look(cache: string): Promise<Listing> {
    const seeing = this.running.look(this.name(cache), (view) => listing(view));
    return inTime(`a look at ${cache}`, seeing, () => this.stoppable.lastLines());
  }

  expect(cache: string, expected: Partial<Expected> & Pick<Expected, "after">): void {
    this.#expected.set(cache, { before: expected.after, directories: "with times", ...expected });
  }

  /** Empties the cache with the CLI, which may be stopped as planned. */
  async pruned(): Promise<void> {
    const root = mkdtempSync(join(this.running.root, "cli-"));
    const control: Control = { plan: this.plan, broken: this.stoppable.broken };
    writeFileSync(join(root, controlName), JSON.stringify(control));
    const words = ["prune", `builds/${this.name("cache")}`, "--yes", "--state", this.running.state];
    const child = spawn(process.execPath, ["--import", hook, main, ...words], {
      env: { ...process.env, ...compileCache(), [rootVariable]: root },
      stdio: "ignore",
    });
    const [code] = (await once(child, "close")) as [number | null];
    if (this.plan !== undefined) copyFileSync(join(root, traceName), join(this.running.root, traceName));
    else expect(code, "exit code of prune").to.equal(0);
  }

  /** Kills the plugin as planned while it does this. */
  async stopIn(plan: Plan, work: () => Promise<void>): Promise<void> {
    await this.stoppable.tell(plan);
    expect(await this.stoppable.isKilledIn(work()), `${plan.from} comes`).to.equal(true);
    await this.killed("same boot");
  }

  /** What is killed with it, when the machine goes down. */
  async killed(boot: Boot): Promise<void> {
    // What was answered before the end may not have been read yet.
    await inTime("the answers", Promise.allSettled(this.#calls));
    if (boot === "other boot") {
      const open = this.running.disk.volumes().filter(({ state }) => state === "open");
      const others = open.filter(({ volumeId }) => volumeId !== this.name("bystander"));
      this.#mayBeLost ||= others.some(({ volumeId }) => !this.#promised.has(volumeId));
      await this.#leak?.[Symbol.asyncDispose]();
      this.#leak = undefined;
    }
    await this.stoppable.kill(boot);
  }

  /** After a failed sync nobody knows what the disk lost: what is discarded for that, and says so, is gone (ADR 0021). */
  syncFailed(): void {
    const own = ["build", "last", "bystander"].map((word) => this.name(word));
    const discarded = this.running.lines.filter(
      ({ msg, reason }) => msg === "Discarded a delta" && reason === "disk-error",
    );
    this.#mayBeLost ||= discarded.some(({ volume }) => own.includes(String(volume)));
  }

  /** A volume of another cache that is open all the time, while its pod works. */
  async openBystander(): Promise<void> {
    const view = await this.publish("aside", "bystander");
    writeFileSync(join(view, "early"), "early");
    this.#bystander = { boot: this.stoppable.bootId, view };
  }

  /** It has all that its pod wrote, and commits what the pod wrote later, too; after a crash of the machine it is gone. */
  async endBystander(): Promise<void> {
    if (!this.#bystander) return;
    const { boot, view } = this.#bystander;
    let after: Listing = {};
    if (boot === this.stoppable.bootId) {
      expect(readFileSync(join(view, "early"), "utf8")).to.equal("early");
      writeFileSync(join(view, "late"), "late");
      after = listing(view);
    }
    await this.end("bystander");
    this.expect("aside", { after });
  }

  /** Checks what must hold when all is over. */
  async check(): Promise<void> {
    for (const [cache, { before, after, directories }] of this.#expected) {
      const seen = timed(await this.look(cache), directories);
      const wrong = differences(seen, timed(after, directories));
      const untouched = this.#mayBeLost && differences(seen, timed(before, directories)).length === 0;
      expect(untouched ? [] : wrong, `what ${cache} holds`).to.deep.equal([]);
    }
    const { running } = this;
    const left = (): string => JSON.stringify([running.disk.volumes(), running.disk.leftovers()]);
    await inTime("the sweep", running.settled(), () => `${left()}${this.stoppable.lastLines()}`);
    expect(running.mounts(), "mounts").to.deep.equal([]);
    const pods = join(running.root, "pods");
    const targets = names(pods).flatMap((id) => names(join(pods, id)).map((name) => `${id}/${name}`));
    expect(targets, "targets").to.deep.equal([]);
    expect(running.disk.volumes(), "records").to.deep.equal([]);
    expect(await findings(running.state, this.stoppable.bootId), "what the doctor finds").to.deep.equal([]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#leak?.[Symbol.asyncDispose]();
  }
}

function timed(listed: Listing, directories: "with times" | "without times"): Listing {
  if (directories === "with times") return listed;
  const entries = Object.entries(listed);
  return Object.fromEntries(
    entries.map(([path, entry]) => [path, entry.kind === "directory" ? { ...entry, mtime: 0n } : entry]),
  );
}
