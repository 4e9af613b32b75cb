/** Ends volumes whose pods have ended: kubelet often unpublishes them only after the next publish (docs/architecture.md). */
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

export class EndedPods {
  readonly #world: Pick<World, "volumes" | "pods" | "events">;
  readonly #end: (volume: Volume) => Promise<void>;

  /** `end` seals a volume and starts its commit, as an unpublish would. */
  constructor(world: Pick<World, "volumes" | "pods" | "events">, end: (volume: Volume) => Promise<void>) {
    this.#world = world;
    this.#end = end;
  }

  /** Seals the cache's volumes whose pods have ended; whether all of those are sealed now. What cannot be ended now ends with its unpublish. */
  async seal(cache: CacheKey, signal: AbortSignal): Promise<boolean> {
    const { volumes, pods, events } = this.#world;
    const open = volumes
      .list()
      .filter((volume) => volume.state === "open" && formatKey(volume.request.cache) === formatKey(cache));
    if (open.length === 0) return true;
    try {
      const ended = await pods.ended(
        open.map((volume) => volume.request.pod),
        signal,
      );
      const ending = open.filter((volume) => ended.has(volume.request.pod.uid));
      return (await Promise.all(ending.map((volume) => this.#sealed(volume)))).every(Boolean);
    } catch (error) {
      events.podsUnknown(error);
      return false;
    }
  }

  async #sealed(volume: Volume): Promise<boolean> {
    try {
      await this.#end(volume);
      return true;
    } catch (error) {
      this.#world.events.sealDelayed(volume, error);
      return false;
    }
  }
}
