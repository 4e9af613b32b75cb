/** Lets many volumes of many caches live at once, with a plugin that is killed meanwhile, and gathers what the judge needs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Random } from "../support/random.ts";
import type { Running, RunningOptions } from "../support/running.ts";
import type { Evidence } from "./judge.ts";
import { Kubelet } from "./kubelet.ts";
import { type Plan, planOf } from "./plan.ts";
import { Pods } from "./pods.ts";
import { vitalsOf } from "./vitals.ts";
import { Watch } from "./watch.ts";

/** How a soak is to go. */
export interface SoakOptions {
  readonly lifecycles: number;
  readonly seed: number;
  readonly caches: number;
  /** Pods at work at a time. */
  readonly parallel: number;
  /** Lifecycles between kills; 0 for none. */
  readonly killEvery: number;
  /** Milliseconds in which some life must end; and at the end, the last sweeps. */
  readonly patience: number;
  /** Called when so many lives have ended. */
  readonly progress: (ended: number) => void;
}

/**
 * How the plugin is started: it runs short of space now and then. V8 lets new objects take up to 96 MiB in each thread, the longer it
 * runs the more; kept small, they do not hide what grows for ever.
 */
export const soakOptions: RunningOptions = {
  flags: ["--log-level", "info", "--min-free", "0", "--max-used", "24Mi"],
  node: ["--max-semi-space-size=1"],
};

/** Lives between two prunes. */
const pruneEvery = 250;
/** The share of lives after which the plugin is not killed any more: by the process that serves the rest, growth is judged. */
const killed = 0.5;
/** The share of lives after which a process has warmed up. */
const warm = 0.6;

/** One soak on a plugin that runs with nothing in its state. */
export class Soak {
  readonly watch: Watch;
  kills = 0;
  abandoned = 0;
  readonly #running: Running;
  readonly #options: SoakOptions;
  readonly #kubelet: Kubelet;
  readonly #pods: Pods;
  readonly #lasting = new Set<Promise<void>>();
  #begun = 0;
  #ended = 0;
  /** When a life ended last. */
  #moved = performance.now();
  #over = false;

  constructor(running: Running, options: SoakOptions) {
    this.#running = running;
    this.#options = options;
    this.#kubelet = new Kubelet(running);
    this.watch = new Watch(running);
    this.#pods = new Pods(running, this.#kubelet, this.watch);
  }

  /** Runs to the end. The plugin runs on. */
  async run(): Promise<Evidence> {
    const stuck = Promise.withResolvers<never>();
    const following = this.#running.until(() => {
      this.watch.follow();
      const { died, stderr } = this.#running;
      if (died !== undefined) stuck.reject(new Error(`The plugin ended by itself: ${died}\n${stderr.slice(-2_000)}`));
      if (performance.now() - this.#moved > this.#options.patience)
        stuck.reject(new Error(`No life has ended for long: ${this.#pods.where()}`));
      return this.#over;
    });
    return await Promise.race([this.#run(following), stuck.promise]);
  }

  async #run(following: Promise<void>): Promise<Evidence> {
    const { lifecycles } = this.#options;
    await this.#killing(Math.floor(lifecycles * killed));
    await this.#running.restart("SIGTERM");
    await this.#live(Math.floor(lifecycles * warm));
    const before = vitalsOf(this.#running);
    await this.#live(lifecycles);
    await Promise.all(this.#lasting);
    this.#moved = Infinity;
    const left = await this.#left();
    const end = vitalsOf(this.#running);
    this.#over = true;
    await following;
    return { ...this.#found(left), vitals: { warm: before, end } };
  }

  #found(left: readonly string[]): Omit<Evidence, "vitals"> {
    for (const history of this.watch.all()) history.close((incarnation) => this.watch.story(incarnation));
    return {
      differences: this.watch.all().flatMap(({ differences }) => differences),
      wrong: this.#kubelet.wrong,
      left,
    };
  }

  /** Lives until so many have begun, and ended, but for those that last. */
  async #live(count: number): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.parallel }, () => this.#work(count)));
  }

  async #work(count: number): Promise<void> {
    const { seed, caches, lifecycles } = this.#options;
    while (this.#begun < count) {
      const number = this.#begun;
      this.#begun += 1;
      const plan = planOf(seed, number, caches);
      if (number % pruneEvery === pruneEvery - 1) await this.#prune(plan.cache);
      if (plan.lasts > 0 && number + plan.lasts < lifecycles) this.#last(plan);
      else await this.#one({ ...plan, lasts: 0 });
    }
  }

  #last(plan: Plan): void {
    const lasting = this.#one(plan).finally(() => this.#lasting.delete(lasting));
    this.#lasting.add(lasting);
  }

  /** Kills the plugin now and then while so many lives begin; every fourth time, in the middle of its start. */
  async #killing(count: number): Promise<void> {
    const { killEvery, seed } = this.#options;
    const random = new Random(seed);
    let living = true;
    const lives = this.#live(count).finally(() => {
      living = false;
    });
    const every = killEvery === 0 ? Infinity : killEvery;
    for (let next = every; next < count; next += every) {
      await this.#running.until(() => !living || this.#ended >= next);
      if (!living) break;
      await setTimeout(random.between(0, 50));
      await this.#running.end("SIGKILL");
      this.kills += 1;
      if (this.kills % 4 === 0) await this.#killStarting(random.between(0, 600));
      await this.#running.start();
    }
    await lives;
  }

  async #killStarting(after: number): Promise<void> {
    const ended = this.#running.launch();
    await setTimeout(after);
    await this.#running.end("SIGKILL");
    await ended;
    this.kills += 1;
  }

  async #prune(cache: string): Promise<void> {
    using around = new DisposableStack();
    around.use(this.watch.of(cache).pruning());
    const main = join(import.meta.dirname, "../../src/main.ts");
    const words = ["prune", `builds/${cache}`, "--yes", "--state", this.#running.state];
    const child = spawn(process.execPath, [main, ...words], { stdio: "ignore" });
    await once(child, "close");
  }

  async #one(plan: Plan): Promise<void> {
    const lived = await this.#pods.live(plan, () => this.#othersEnd(plan.lasts));
    if (!lived) this.abandoned += 1;
    this.#ended += 1;
    this.#moved = performance.now();
    this.#options.progress(this.#ended);
  }

  /** Resolves when so many lives have ended from now on, or no more begin. */
  #othersEnd(count: number): Promise<void> {
    const wanted = this.#ended + count;
    return this.#running.until(() => this.#ended >= wanted || this.#begun >= this.#options.lifecycles);
  }

  /** What there still is when the last sweeps have had their time. */
  async #left(): Promise<string[]> {
    const { disk } = this.#running;
    const late = performance.now() + this.#options.patience;
    const left = (): string[] => [
      ...this.#running.mounts().map((target) => `mount ${target}`),
      ...disk.volumes().map(({ volumeId, state }) => `record of ${volumeId}, ${state}`),
      ...disk.leftovers(),
    ];
    await this.#running.until(() => left().length === 0 || performance.now() > late);
    return left();
  }
}
