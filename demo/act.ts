/** One cache's part of the story: pods that get volumes of it, build, and end. */
import { setTimeout as sleep } from "node:timers/promises";
import { formatBytes } from "../src/cache/quantity.ts";
import type { Entry, History } from "./history.ts";
import type { Kubelet, Pod } from "./kubelet.ts";
import { demoNamespace } from "./kubelet.ts";
import type { Screen } from "./screen.ts";
import { count } from "./text.ts";
import type { BuildTool, Order, Outcome, Package } from "./tool.ts";

/** Milliseconds that a commit may take. */
const commitWithin = 20_000;

/** What the story is played with. */
export interface Stage {
  readonly screen: Screen;
  readonly kubelet: Kubelet;
  readonly tool: BuildTool;
  readonly history: History;
  /** A directory for one build to work in. */
  workspace(name: string): Promise<string>;
  readonly signal: AbortSignal;
}

/** A build: its pod, and which packages its volume held when it started. */
export interface Build {
  readonly name: string;
  readonly pod: Pod;
  readonly held: readonly string[];
}

/** Lets builds come and go on one cache, and shows what it takes. */
export class Act {
  readonly cache: string;
  readonly #stage: Stage;
  readonly #attributes: Readonly<Record<string, string>>;

  constructor(stage: Stage, attributes: Readonly<Record<string, string>> & { readonly cache: string }) {
    this.#stage = stage;
    this.cache = attributes.cache;
    this.#attributes = attributes;
  }

  /** Every package of the story. */
  get packages(): readonly Package[] {
    const { shared, second, third } = this.#stage.tool.packages;
    return [...shared, second, third];
  }

  /** Publishes a volume for a new pod. */
  async open(name: string, more: Readonly<Record<string, string>> = {}): Promise<Build> {
    const { kubelet, screen, signal } = this.#stage;
    signal.throwIfAborted();
    const pod = kubelet.pod(name.replace(" ", "-"), demoNamespace);
    const { ms } = await kubelet.publish(pod, { ...this.#attributes, ...more });
    const held = await this.holds(pod);
    const all = held.length === this.packages.length;
    const text = held.length === 0 ? "empty" : `holds ${all ? `all ${held.length}` : held.join(", ")}`;
    screen.line(`${name}  publish`, ms, text);
    return { name, pod, held };
  }

  /** Runs builds side by side, each with what it needs. */
  async run(
    builds: readonly (readonly [Build, readonly Package[]])[],
    network: Order["network"] = "allowed",
  ): Promise<Outcome[]> {
    const { tool, screen, signal } = this.#stage;
    const label = (build: Build, packages: readonly Package[]): string =>
      `${build.name}  ${tool.command({ packages, network })}`;
    const waiting = builds.map(([build, packages]) => label(build, packages));
    const together = waiting.length === 1 ? (waiting[0] ?? "") : builds.map(([{ name }]) => name).join(" and ");
    const outcomes = await screen.waitFor(together, () =>
      settled(
        builds.map(async ([{ name, pod }, packages]) => {
          const folder = await this.#stage.workspace(`${this.cache}-${name.replace(" ", "-")}`);
          return tool.build({ packages, cache: pod.target, workspace: folder, network }, signal);
        }),
      ),
    );
    for (const [index, outcome] of outcomes.entries()) screen.line(waiting[index] ?? "", outcome.ms, summary(outcome));
    return outcomes;
  }

  /** Unpublishes a volume whose build has something to contribute; answers with the generation that it became. */
  async commit(build: Build): Promise<Entry | undefined> {
    const { screen } = this.#stage;
    const { ms } = await this.#unpublish(build);
    const own = await screen.waitFor(`${build.name}  commit`, () => this.#generationOf(build));
    const text = own === undefined ? "no generation" : `generation ${own.number}${own.merged ? ", merged" : ""}`;
    screen.line(`${build.name}  unpublish`, ms, text);
    return own;
  }

  /** Unpublishes a volume that has nothing to contribute. */
  async close(build: Build): Promise<void> {
    const { ms } = await this.#unpublish(build);
    this.#stage.screen.line(`${build.name}  unpublish`, ms, "");
  }

  #unpublish(build: Build): Promise<{ readonly ms: number }> {
    const { kubelet, screen } = this.#stage;
    return screen.waitFor(`${build.name}  unpublish`, () => kubelet.unpublish(build.pod));
  }

  /** A slow disk may put the commit behind the answer to the unpublish: it is waited for. */
  async #generationOf(build: Build): Promise<Entry | undefined> {
    const { history, signal } = this.#stage;
    const until = performance.now() + commitWithin;
    for (;;) {
      const own = (await history.read(this.cache, signal)).find((entry) => entry.podUid === build.pod.uid);
      if (own !== undefined || performance.now() > until) return own;
      await sleep(200, undefined, { signal });
    }
  }

  /** Which packages a volume shows. */
  async holds(pod: Pod): Promise<string[]> {
    const { tool } = this.#stage;
    const found = await Promise.all(
      this.packages.map(async (wanted) => ((await tool.holds(pod.target, wanted)) ? [wanted.name] : [])),
    );
    return found.flat();
  }
}

/** Waits for all of them, also when one fails: nobody writes to a volume any more when this ends. */
async function settled<Result>(work: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function summary({ failure, downloads, grown }: Outcome): string {
  if (failure !== undefined) return `fails: ${failure}`;
  return `${count(downloads, "download")}, ${formatBytes(grown)}`;
}

/** Whether two lists have the same members. */
export function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}
