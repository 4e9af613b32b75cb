/** Random histories on real overlay mounts: after every commit the head shows what the model says. */
import { expect } from "chai";
import type { CacheKey } from "../../src/cache/key.ts";
import { describeMounts } from "../host/real-mounts.ts";
import { merge } from "../model/merge.ts";
import { linked, observe } from "../model/observe.ts";
import { type Directory, emptyDirectory, lines, stripped } from "../model/tree.ts";
import { inMemory, RealNode, requestFor } from "../support/world.ts";
import { operate } from "./disk-files.ts";
import { holds, type Step } from "./steps.ts";

describeMounts("The head after random histories on real mounts", () => {
  let real: RealNode;

  before(async () => {
    real = await RealNode.start({ keep: 2, under: inMemory() });
  });

  after(async () => {
    await real[Symbol.asyncDispose]();
  });

  it("shows what the model says, after every commit", async function () {
    this.timeout(0);
    let count = 0;
    await holds(40, async (steps) => {
      count += 1;
      await using history = new History(real, `cache-${count}`);
      for (const step of steps) await history.take(step);
    });
  });
});

interface Opened {
  readonly target: string;
  readonly base: Directory;
}

/** One cache, its volumes, and what the model says of it. */
class History implements AsyncDisposable {
  readonly #real: RealNode;
  readonly #cache: CacheKey;
  readonly #open = new Map<string, Opened>();
  #model: Directory = emptyDirectory;

  constructor(real: RealNode, name: string) {
    this.#real = real;
    this.#cache = { namespace: "builds", name };
  }

  async take(step: Step): Promise<void> {
    const [volume = "", ...operation] = step.split(" ");
    if (volume === "compact") return this.#compact(Number(operation[0]), Number(operation[1]));
    if (operation[0] === "close") return this.#close(volume);
    const { target } = this.#open.get(volume) ?? (await this.#publish(volume));
    if (operation[0] !== "open") operate(target, operation.join(" "));
  }

  /** Removes what is left of it, so that the next history finds the node empty. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const volume of this.#open.keys()) await this.#real.unpublish(this.#id(volume));
    const { last } = await this.#real.world.ledger.head(this.#cache);
    await this.#real.world.ledger.retire(this.#cache, last);
  }

  #id(volume: string): string {
    return `${this.#cache.name}-${volume}`;
  }

  async #publish(volume: string): Promise<Opened> {
    const target = await this.#real.publish(this.#id(volume), requestFor(this.#cache.name));
    const opened = { target, base: observe(target) };
    this.#open.set(volume, opened);
    expect(lines(opened.base), `what volume ${volume} starts from`).to.deep.equal(lines(this.#model));
    return opened;
  }

  async #compact(from: number, to: number): Promise<void> {
    const { ledger, layers } = this.#real.world;
    const head = await ledger.head(this.#cache);
    const chain = head.generation?.layers ?? [];
    const run = chain.slice(from, to);
    if (!head.generation || run.length === 0) return;
    const ids = run.map((layer) => layer.id);
    const made = await layers.squash(ids, to >= chain.length ? "nothing" : "something");
    const left = [...chain.slice(0, from), ...(made.entries > 0 ? [made] : []), ...chain.slice(to)];
    await ledger.append(this.#cache, head, { ...head.generation, kind: "compacted", layers: left, volume: "" });
    const shown = await this.#real.looking(await this.#real.headLayers(this.#cache), observe);
    expect(lines(shown), `the head after layers ${from} to ${to} were compacted`).to.deep.equal(lines(this.#model));
    this.#model = shown;
  }

  async #close(volume: string): Promise<void> {
    const opened = this.#open.get(volume);
    if (!opened) return;
    const { upper = "" } = this.#real.world.volumes.find({ volumeId: this.#id(volume), target: opened.target }) ?? {};
    const view = stripped(linked(observe(opened.target), this.#real.layout.layer(upper)));
    await this.#real.unpublish(this.#id(volume));
    this.#open.delete(volume);
    const expected = merge(opened.base, this.#model, view);
    this.#model = await this.#real.looking(await this.#real.headLayers(this.#cache), observe);
    expect(lines(this.#model), `the head after volume ${volume} closed`).to.deep.equal(lines(expected));
  }
}
