/** Samples how much the uppers of open volumes hold, so that asking for it never walks a tree. */
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** What an upper held when it was last measured. */
export interface Sample {
  readonly bytes: number;
  readonly inodes: number;
}

/** Milliseconds that a sample is good for, and that a question waits for a first one. */
const fresh = 30_000;
const patience = 1_000;

/** One sample per volume, taken again in the background when it is asked for and old. */
export class Sampler {
  readonly #world: World;
  readonly #samples = new Map<string, Sample & { readonly at: number }>();
  readonly #measuring = new Map<string, Promise<void>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The newest sample; undefined when the first one takes longer than a second or the caller's time. */
  async sample(volume: Volume, signal: AbortSignal): Promise<Sample | undefined> {
    const known = this.#samples.get(volume.incarnation);
    if (known && Math.abs(this.#world.clock.now().getTime() - known.at) < fresh) return known;
    const measuring = this.#measure(volume);
    if (known) return known;
    const giveUp = new AbortController();
    const waited = this.#world.clock.sleep(patience, AbortSignal.any([signal, giveUp.signal])).catch(stopped);
    await Promise.race([measuring, waited]);
    giveUp.abort();
    return this.#samples.get(volume.incarnation);
  }

  /** Forgets a volume that is no longer open. */
  forget(volume: Volume): void {
    this.#samples.delete(volume.incarnation);
  }

  #measure(volume: Volume): Promise<void> {
    const running = this.#measuring.get(volume.incarnation);
    if (running) return running;
    const measuring = this.#take(volume)
      .catch(stopped)
      .finally(() => this.#measuring.delete(volume.incarnation));
    this.#measuring.set(volume.incarnation, measuring);
    return measuring;
  }

  async #take(volume: Volume): Promise<void> {
    const measured = await this.#world.layers.measure(volume.upper);
    if (this.#world.volumes.get(volume.incarnation)?.state !== "open") return;
    this.#samples.set(volume.incarnation, { ...measured, at: this.#world.clock.now().getTime() });
  }
}

/** A volume that ends while it is measured, or a caller that gives up, is no error here. */
function stopped(): void {}
