/** The gate that seals: after it, a volume's upper is a delta that nothing can change any more (docs/architecture.md). */
import { isKind, messageOf } from "../cache/errors.ts";
import type { DiscardReason } from "../cache/events.ts";
import type { LayerId } from "../cache/generation.ts";
import type { DiskAmount } from "../cache/quantity.ts";
import type { Volume } from "../cache/volume.ts";
import { commits } from "../cache/volume.ts";
import type { Finished, Refused } from "./leaked.ts";
import { finishUpper } from "./leaked.ts";
import { emptyTrash, hasRoom, whyTooLarge } from "./room.ts";
import type { World } from "./world.ts";

/** Milliseconds between attempts to end the writing, doubling; and how long a writer may take to go away. */
const [firstPause, longestPause] = [20, 500];

/** Why an upper of another boot is not committed: it was mounted `volatile`, and half of its files may be empty now. */
export const crashed = "the machine went down while it was open";

/** Why a delta is not committed whose writes failed, or may have: the next sync would say that all is well (ADR 0021). */
const lostWrites = "the disk lost writes, and nobody knows which";

/**
 * Whether writing is over for good, now or since an earlier try; goes on after its grace; failed on the disk; or is out of
 * our sight because nothing is mounted here.
 */
type Writing = "over" | "was over" | "goes on" | "was lost" | "unknown";

export interface GateOptions {
  /** Milliseconds that a process which outlived its pod may keep a file open for writing. */
  readonly writerGrace: number;
  /** How much of the disk all layers may use. */
  readonly maxUsed: DiskAmount;
}

/** Ends volumes. Each method is harmless when repeated, and ends with a record that is no longer open. */
export class Gate {
  readonly #world: World;
  readonly #writerGrace: number;
  readonly #maxUsed: DiskAmount;
  #sealNumber: number;
  readonly #checked = new WeakMap<Volume, number>();
  /** Of whose trees no layer could be made by a defect of ours. */
  readonly #defects = new WeakSet<Volume>();

  constructor(world: World, options: GateOptions) {
    this.#world = world;
    this.#writerGrace = options.writerGrace;
    this.#maxUsed = options.maxUsed;
    this.#sealNumber = Math.max(0, ...world.volumes.list().map((volume) => volume.sealNumber));
  }

  /**
   * Unmounts a volume, and seals or discards it. The result's state is sealed; or else its record is gone.
   * On a full disk it is tried again with what can be freed.
   */
  async seal(volume: Volume): Promise<Volume> {
    try {
      return await this.#end(volume);
    } catch (error) {
      if (!isKind(error, "exhausted")) throw error;
      const { reserve } = this.#world;
      await reserve.release();
      await emptyTrash(this.#world);
      await reserve.keep();
      return this.#end(volume);
    }
  }

  async #end(volume: Volume): Promise<Volume> {
    // A crash or an error came between giving it up and taking its mount away.
    if (volume.state === "discarded") return this.#closeAgain(volume);
    if (volume.bootId !== this.#world.bootId) return this.discard(volume, "machine-crash", crashed);
    if (!commits(volume)) return this.#release(volume);
    const started = performance.now();
    const checked = this.#world.layers.lostWrites();
    const writing = await this.#endWriting(volume);
    if (writing === "goes on")
      return this.#abandon(volume, "busy", `a file was still open for writing after ${this.#writerGrace} ms`);
    if (writing === "over") this.#checked.set(volume, checked);
    // Still mounted, it would say the same if we were killed now.
    if (writing === "was lost") return this.#abandon(volume, "disk-error", lostWrites);
    await this.#unmount(volume);
    // Nothing is in it, and nothing ever will be.
    if (writing === "over" && (await this.#world.layers.isEmpty(volume.upper))) return this.#forgetEmpty(volume);
    // In a process that did not ask it before it was unmounted, nobody knows what was lost: then nothing may have been, ever.
    const sealed = await this.#sealUnmounted(volume, writing, this.#checked.get(volume) ?? 0);
    if (sealed.state === "sealed") this.#world.events.sealed(sealed, { ms: performance.now() - started });
    return sealed;
  }

  async #sealUnmounted(volume: Volume, writing: Writing, checked: number): Promise<Volume> {
    const { layers, mounter, events } = this.#world;
    // A crash or an error came between making room and saying so.
    if (!(await layers.has(volume.upper))) {
      if (layers.lostWrites() > checked) return this.discard(volume, "disk-error", lostWrites);
      return this.discard(volume, "unfit", "its upper directory is gone from the disk");
    }
    const shared = await mounter.inUse(`l/${volume.upper}`);
    if (shared) events.busy(volume, "leaked");
    // Unmounted by somebody else, it was never made read-only: whoever still has it may be writing.
    if (shared && writing === "unknown")
      return this.#abandon(volume, "busy", "its mount was taken away and lives on elsewhere");
    return this.#sealUpper(volume, shared ? "shared" : "own", checked);
  }

  /** Ends a volume that never was to be committed. */
  async #release(volume: Volume): Promise<Volume> {
    await this.#unmount(volume);
    this.#world.events.released(volume);
    return this.#close(volume, "its changes were not to be committed");
  }

  /** Gives up a volume whose tree may still change, or cannot be trusted: first the record says so, so that no crash in between lets it be sealed after all. */
  async #abandon(volume: Volume, reason: DiscardReason, message: string): Promise<Volume> {
    await this.#world.volumes.advance(volume, { to: "discarded", reason: message });
    this.#world.events.discarded(volume, reason, message);
    await this.#world.mounter.detach(volume.target);
    return this.#close(volume, message);
  }

  /** What was told of a volume that was given up is not told again. */
  async #closeAgain(volume: Volume): Promise<Volume> {
    await this.#world.mounter.detach(volume.target);
    return this.#close(volume, volume.reason ?? "");
  }

  /** Closes a record without a commit. The volume must not be mounted any more, or be in a tree that may change. */
  async discard(volume: Volume, reason: DiscardReason, message: string): Promise<Volume> {
    this.#world.events.discarded(volume, reason, message);
    return this.#close(volume, message);
  }

  async #close(volume: Volume, reason: string): Promise<Volume> {
    const { volumes, layers } = this.#world;
    const discarded = await volumes.advance(volume, { to: "discarded", reason });
    // A sealed delta may be below a running volume; then it goes when nothing pins it.
    if (volume.state !== "sealed") await layers.discard(discarded.upper);
    await volumes.forget(discarded);
    return discarded;
  }

  /** Closes the record of a sealed volume that its cache takes nothing of. */
  async decline(volume: Volume): Promise<Volume> {
    this.#world.events.released(volume);
    return this.#close(volume, "its changes were not to be committed");
  }

  async #endWriting(volume: Volume): Promise<Writing> {
    const { mounter, volumes, clock, events } = this.#world;
    let waited = 0;
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        for (const what of await mounter.remountReadOnly(volume.target)) events.covered(volume, what);
        await volumes.noteReadOnly(volume);
        return "over";
      } catch (error) {
        if (isKind(error, "not-found")) return volumes.wasReadOnly(volume) ? "was over" : "unknown";
        if (isKind(error, "corrupt")) return "was lost";
        if (!isKind(error, "busy")) throw error;
        if (waited === 0) events.busy(volume, "writer");
      }
      if (waited >= this.#writerGrace) return "goes on";
      // Counted by what was slept, not by the clock: it may be set meanwhile.
      await clock.sleep(pause, new AbortController().signal);
      waited += pause;
    }
  }

  async #unmount(volume: Volume): Promise<void> {
    const { mounter, events } = this.#world;
    try {
      await mounter.unmount(volume.target);
    } catch (error) {
      // Unmounted, but what was below the mount keeps the directory: the unpublish says so, and the seal goes on.
      if (isKind(error, "precondition") && (await mounter.mountedAt(volume.target)).length === 0) return;
      if (!isKind(error, "busy")) throw error;
      events.busy(volume, "directory");
      await mounter.detach(volume.target);
    }
  }

  /** Makes the content harmless and durable, and only then writes the record that says so. */
  async #sealUpper(volume: Volume, whose: "own" | "shared", checked: number): Promise<Volume> {
    const { layers, volumes } = this.#world;
    let found: Finished | Refused;
    try {
      found = await finishUpper(this.#world, this.#maxUsed, volume, whose);
    } catch (error) {
      if (this.#mayBecomeLayer(volume, error)) throw error;
      return this.discard(volume, "unfit", messageOf(error));
    }
    if ("why" in found) return this.#refuse(volume, found);
    const { upper, measured } = found;
    const tooLarge = await whyTooLarge(this.#world, this.#maxUsed, volume, measured);
    if (tooLarge !== undefined) return this.discard(volume, "size-limit", tooLarge);
    if (measured.entries === 0) return this.#forgetEmpty(volume);
    if (!(await hasRoom(this.#world, measured))) {
      await this.#makeRoom([upper, volume.upper]);
      return this.discard(volume, "disk-full", "the disk is full, and it is too large to be kept in what is left");
    }
    this.#sealNumber += 1;
    const move = { to: "sealed", upper, sealNumber: this.#sealNumber, delta: measured } as const;
    const synced = layers.sync(upper, checked, "now");
    try {
      return await volumes.advance(volume, move, synced);
    } catch (error) {
      // An error of the record's own says nothing of the delta.
      if (await synced.then(() => false, isCorrupt)) return this.#lose(volume, upper);
      throw error;
    }
  }

  /** Whether another try may make a layer of it. A tree at which we fail twice by a defect of ours, or our thread dies, would never end. */
  #mayBecomeLayer(volume: Volume, error: unknown): boolean {
    if (!isKind(error, "internal")) return !isKind(error, "precondition");
    const isFirst = !this.#defects.has(volume);
    this.#defects.add(volume);
    return isFirst;
  }

  async #refuse(volume: Volume, { reason, why }: Refused): Promise<Volume> {
    if (reason === "disk-full") await this.#makeRoom([volume.upper]);
    return this.discard(volume, reason, why);
  }

  /** The disk is full, and this is one of the deltas that filled it: it goes, or nothing would ever get better. First its space, then its record. */
  async #makeRoom(uppers: readonly LayerId[]): Promise<void> {
    for (const layer of new Set(uppers)) await this.#world.layers.discard(layer);
    await emptyTrash(this.#world);
  }

  /** First the tree, then the record: nothing may find it again, and believe a sync that says all is well. */
  async #lose(volume: Volume, upper: LayerId): Promise<Volume> {
    await this.#world.layers.discard(upper);
    return this.discard(volume, "disk-error", lostWrites);
  }

  /** Nothing was written: there is nothing to seal, and nothing to lose. */
  async #forgetEmpty(volume: Volume): Promise<Volume> {
    const { volumes, layers, events } = this.#world;
    events.unchanged(volume);
    await volumes.forget(volume);
    await layers.discard(volume.upper);
    return { ...volume, state: "committed" };
  }
}

function isCorrupt(error: unknown): boolean {
  return isKind(error, "corrupt");
}
