/** Recovery: compares the records with the mount table after a start, and puts every volume back on its way. */
import { isKind } from "../cache/errors.ts";
import type { Volume } from "../cache/volume.ts";
import type { Conveyor } from "./conveyor.ts";
import type { Gate } from "./gate.ts";
import { crashed } from "./gate.ts";
import { upperInUse } from "./upper.ts";
import type { World } from "./world.ts";

/** Takes work that goes on. */
type Background = (work: Promise<void>) => void;

/** Carries on from what is on disk: restart, crash and upgrade are one case. Sealed volumes go on in the background. */
export class Recovery {
  readonly #world: World;
  readonly #gate: Gate;
  readonly #conveyor: Conveyor;
  readonly #end: (volume: Volume) => Promise<void>;

  /** `end` seals a volume and commits it, as an unpublish would. */
  constructor(world: World, gate: Gate, conveyor: Conveyor, end: (volume: Volume) => Promise<void>) {
    this.#world = world;
    this.#gate = gate;
    this.#conveyor = conveyor;
    this.#end = end;
  }

  /** Returns when every record was looked at. `background` gets the work that goes on. */
  async recover(background: Background): Promise<void> {
    const { volumes, mounter, events } = this.#world;
    const started = performance.now();
    for (const { why } of volumes.unreadable()) events.unreadable(why);
    // Logs can be long, and a publish reads no more of them than it needs.
    background(this.#readLogs());
    const mounted = new Set((await mounter.list()).map((mount) => mount.source));
    const counts = { open: 0, sealed: 0, discarded: 0 };
    for (const volume of volumes.list()) {
      const became = await this.#looked(volume, mounted, background);
      if (became !== "committed") counts[became] += 1;
    }
    const sealed = volumes.list().filter(({ state }) => state === "sealed");
    for (const volume of sealed.toSorted((a, b) => a.sealNumber - b.sealNumber))
      background(this.#conveyor.carry(volume));
    await this.#unmountStrays();
    events.recovered({ ...counts, ms: performance.now() - started });
  }

  /** Tells what cannot be read of the logs. */
  async #readLogs(): Promise<void> {
    const { ledger, events } = this.#world;
    for (const { why } of await ledger.unreadable()) events.unreadable(why);
  }

  /** One volume that resists holds up no other: it stays as it is until its unpublish, or the next start. */
  async #looked(volume: Volume, mounted: ReadonlySet<string>, background: Background): Promise<Volume["state"]> {
    try {
      return await this.#look(volume, mounted, background);
    } catch (error) {
      this.#world.events.sealDelayed(volume, error);
      return volume.state;
    }
  }

  async #look(volume: Volume, mounted: ReadonlySet<string>, background: Background): Promise<Volume["state"]> {
    if (volume.state === "open") return this.#open(volume, mounted, background);
    if (volume.state !== "sealed") await this.#world.volumes.forget(volume);
    return volume.state;
  }

  async #open(volume: Volume, mounted: ReadonlySet<string>, background: Background): Promise<Volume["state"]> {
    if (volume.bootId !== this.#world.bootId) {
      return (await this.#gate.discard(volume, "machine-crash", crashed)).state;
    }
    if (mounted.has(volume.incarnation)) {
      // Killed right behind the mount: once it is unmounted, nothing but the note tells that its pod may have written.
      if (!this.#world.volumes.wasMounted(volume)) await this.#world.volumes.noteMounted(volume);
      return "open";
    }
    if (!this.#world.volumes.wasMounted(volume)) {
      return (await this.#gate.discard(volume, "not-mounted", "its publish never finished")).state;
    }
    // Mounted where we cannot see it: its pod runs, and we are in the wrong mount namespace.
    if (await upperInUse(this.#world, volume)) return "open";
    // An unpublish was under way. What it takes must not keep the plugin from serving others.
    background(this.#end(volume).catch((error: unknown) => this.#world.events.sealDelayed(volume, error)));
    return "open";
  }

  /** Mounts of ours that have no record: a publish was undone halfway. The pod of a record that cannot be read keeps its mount. */
  async #unmountStrays(): Promise<void> {
    const { mounter, volumes } = this.#world;
    const lost = new Set(volumes.unreadable().map(({ incarnation }) => incarnation));
    for (const mount of await mounter.list()) {
      if (!volumes.get(mount.source) && !lost.has(mount.source)) await this.#unmountStray(mount.target);
    }
  }

  async #unmountStray(target: string): Promise<void> {
    const { mounter, events } = this.#world;
    try {
      await mounter.unmount(target).catch((error: unknown) => {
        if (!isKind(error, "busy")) throw error;
        return mounter.detach(target);
      });
    } catch (error) {
      events.strayLeft(target, error);
    }
  }
}
