/** The gate that seals: after it, a volume's upper is a delta that nothing can change any more (DESIGN §3). */
import { isKind, messageOf } from "../cache/errors.ts";
import type { LayerId } from "../cache/generation.ts";
import type { DiscardReason, Measured } from "../cache/ports.ts";
import { formatBytes } from "../cache/quantity.ts";
import { commits } from "../cache/volume.ts";
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** Milliseconds between attempts to end the writing, doubling; and how long a writer may take to go away. */
const firstPause = 20;
const longestPause = 500;

/** Ends volumes. Each method is harmless when repeated, and ends with a record that is no longer open. */
export class Gate {
  readonly #world: World;
  /** Milliseconds a writer that survived its pod gets before its volume is discarded. */
  readonly #writerGrace: number;
  #sealNumber: number;

  constructor(world: World, options: { readonly writerGrace: number }) {
    this.#world = world;
    this.#writerGrace = options.writerGrace;
    this.#sealNumber = Math.max(0, ...world.volumes.list().map((volume) => volume.sealNumber));
  }

  /** Unmounts a volume, and seals or discards it. The result's state is sealed, or discarded with its record gone. */
  async seal(volume: Volume): Promise<Volume> {
    const started = performance.now();
    if (!commits(volume)) {
      await this.#unmount(volume);
      return this.discard(volume, "policy", "its delta is not to be committed");
    }
    if (!(await this.#endWriting(volume))) {
      await this.#world.mounter.detach(volume.target);
      return this.discard(volume, "busy", `a file was still open for writing after ${this.#writerGrace} ms`);
    }
    await this.#unmount(volume);
    const sealed = await this.#sealUpper(volume, await this.#unshared(volume));
    if (sealed.state === "sealed") this.#world.events.sealed(sealed, { ms: performance.now() - started });
    return sealed;
  }

  /** Closes a record without a commit. The volume must not be mounted any more, or be in a tree that may change. */
  async discard(volume: Volume, reason: DiscardReason, message: string): Promise<Volume> {
    const { volumes, layers, events } = this.#world;
    const discarded = await volumes.advance(volume, { to: "discarded", reason: message });
    events.discarded(discarded, reason, message);
    // A sealed delta may be below a running volume; then it goes when nothing pins it.
    if (volume.state === "open") await layers.discard(discarded.upper);
    await volumes.forget(discarded);
    return discarded;
  }

  /** True once nothing can write any more; false when a writer outlived its grace. */
  async #endWriting(volume: Volume): Promise<boolean> {
    const { mounter, clock, events } = this.#world;
    const until = clock.now().getTime() + this.#writerGrace;
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        await mounter.remountReadOnly(volume.target);
        return true;
      } catch (error) {
        if (isKind(error, "not-found")) return true;
        if (!isKind(error, "busy")) throw error;
        if (pause === firstPause) events.busy(volume, "writer");
      }
      if (clock.now().getTime() >= until) return false;
      await clock.sleep(pause, new AbortController().signal);
    }
  }

  async #unmount(volume: Volume): Promise<void> {
    const { mounter, events } = this.#world;
    try {
      await mounter.unmount(volume.target);
    } catch (error) {
      if (!isKind(error, "busy")) throw error;
      events.busy(volume, "directory");
      await mounter.detach(volume.target);
    }
  }

  /** The upper, or a copy of it when a mount of it lives on somewhere: whoever holds that could make it writable again. */
  async #unshared(volume: Volume): Promise<LayerId> {
    const { mounter, layers, events } = this.#world;
    if (!(await mounter.inUse(`l/${volume.upper}`))) return volume.upper;
    events.busy(volume, "leaked");
    return layers.copy(volume.upper);
  }

  /** Makes the content harmless and durable, and only then writes the record that says so. */
  async #sealUpper(volume: Volume, upper: LayerId): Promise<Volume> {
    const { layers, volumes } = this.#world;
    let measured: Measured;
    try {
      measured = await layers.finish(upper);
    } catch (error) {
      if (isKind(error, "corrupt", "exhausted"))
        return this.discard(volume, error.kind === "corrupt" ? "corrupt" : "exhausted", messageOf(error));
      throw error;
    }
    const { sizeLimit } = volume.request.wishes;
    if (sizeLimit !== undefined && measured.bytes > sizeLimit) {
      const message = `its delta has ${formatBytes(measured.bytes)}, sizeLimit is ${formatBytes(sizeLimit)}`;
      return this.discard(volume, "size-limit", message);
    }
    await layers.sync(upper);
    this.#sealNumber += 1;
    const delta = { bytes: measured.bytes, entries: measured.entries };
    return volumes.advance(volume, { to: "sealed", upper, sealNumber: this.#sealNumber, delta });
  }
}
