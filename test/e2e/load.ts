/** Builds on one node that use several caches all the time: short ones that end and commit, and long ones that never end. */
import { namesIn } from "./on-node.ts";
import type { Build } from "./pod.ts";
import type { Stage } from "./stage.ts";

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly status: {
    readonly containerStatuses?: readonly { readonly restartCount: number; readonly ready: boolean }[];
  };
}

interface GenerationObject {
  readonly spec: {
    readonly cache: string;
    readonly number: number;
    readonly layers: readonly { readonly id: string }[];
  };
}

/** A long build as it is now. */
export interface Long {
  readonly name: string;
  readonly uid: string;
  readonly starts: number;
  readonly ready: boolean;
}

/** Far more than a test lasts for. */
const enough = 100_000;

export class Load {
  readonly #stage: Stage;
  readonly #number: number;
  readonly #caches: readonly string[];

  constructor(stage: Stage, number: number, caches: readonly string[]) {
    this.#stage = stage;
    this.#number = number;
    this.#caches = caches;
  }

  /** Starts it: for each cache two short builds at a time, and a long one. */
  async start(): Promise<void> {
    for (const cache of this.#caches) {
      const short = { ...this.#build(cache, "short"), script: `${write(cache)}; sleep $((RANDOM % 4))` };
      await this.#stage.startJob({ ...short, retries: enough, completions: enough, parallelism: 2 });
      const long = `${write(cache)}; touch /tmp/written; sleep 3600`;
      const readyWhen = "test -e /tmp/written";
      await this.#stage.start({ ...this.#build(cache, "long"), script: long, readyWhen, restartPolicy: "Always" });
    }
  }

  /** Ends all builds, and waits until their pods are gone. */
  async stop(): Promise<void> {
    await this.#stage.mustKubectl("delete", "jobs,pods", "--all", "--cascade=foreground", "--timeout=120s");
  }

  /** Deletes short builds that have ended; answers how many those were. */
  async tidy(): Promise<number> {
    const ended = ["--field-selector=status.phase==Succeeded", "--output=name", "--wait=false"];
    const deleted = await this.#stage.mustKubectl("delete", "pods", ...ended);
    return deleted.split("\n").filter((line) => line.includes("/short-")).length;
  }

  async long(): Promise<readonly Long[]> {
    const { items } = await this.#stage.get<{ items: readonly Pod[] }>("pods");
    return items
      .filter(({ metadata }) => metadata.name.startsWith("long-"))
      .map(({ metadata: { name, uid }, status }) => {
        const { restartCount = 0, ready = false } = status.containerStatuses?.[0] ?? {};
        return { name, uid, starts: restartCount, ready };
      });
  }

  /** The names that the newest generations in the API server have. */
  async committed(): Promise<readonly string[]> {
    const { items } = await this.#stage.get<{ items: readonly GenerationObject[] }>("generations");
    return this.#caches.flatMap((cache) => {
      const own = items.filter(({ spec }) => spec.cache === cache).map(({ spec }) => spec);
      const newest = own.toSorted((a, b) => b.number - a.number)[0];
      return newest?.layers.flatMap(({ id }) => namesIn(this.#number, id)) ?? [];
    });
  }

  /** The names that builds that start now see in their caches; throws for one in a cache that it was not written to. */
  async seen(round: string): Promise<Set<string>> {
    const looks = this.#caches.map((cache) => ({ ...this.#build(cache, `look-${round}`), script: "ls -1 /cache" }));
    await this.#stage.start(...looks);
    const seen = new Set<string>();
    for (const { name, attributes } of looks) {
      for (const found of (await this.#stage.succeeded(name)).split("\n").filter((line) => line !== "")) {
        if (!found.startsWith(`${attributes.cache}.`)) throw new Error(`${attributes.cache} shows ${found}`);
        seen.add(found);
      }
    }
    return seen;
  }

  #build(
    cache: string,
    kind: string,
  ): Omit<Build, "script" | "attributes"> & { readonly attributes: { cache: string } } {
    return { name: `${kind}-${cache}`, node: `node-${this.#number}`, attributes: { cache } };
  }
}

/** Writes a name that no other container writes. */
function write(cache: string): string {
  return `name="${cache}.$(hostname).$(cat /proc/sys/kernel/random/uuid)"; echo "$name" >"/cache/$name"`;
}
