/** What holds for a sealed delta whose volume was opened when nobody told what the owner of its cache had decided (ADR 0055). */
import type { AskOwner } from "../cache/decision.ts";
import { granted } from "../cache/policy.ts";
import type { Volume } from "../cache/volume.ts";
import { commits } from "../cache/volume.ts";
import type { Gate } from "./gate.ts";
import type { World } from "./world.ts";

const unproven =
  "its cache was not made yet when it started, and its pod is gone: nobody can tell whether the namespace is still the same";

export class Rulings {
  readonly #world: World;
  readonly #gate: Gate;
  readonly #ask: AskOwner | undefined;
  /** Made once: a try after it goes by the same one. */
  readonly #made = new WeakMap<Volume, Volume>();

  /** Without somebody to `ask`, nobody decides, and volumes have what they wish for. */
  constructor(world: World, gate: Gate, ask: AskOwner | undefined) {
    this.#world = world;
    this.#gate = gate;
    this.#ask = ask;
  }

  /** The volume with what holds for it, as far as that is known; undefined while it is not: then nobody is to build on it. */
  known(volume: Volume): Volume | undefined {
    return !this.#ask || volume.granted ? volume : this.#made.get(volume);
  }

  /** The volume with what holds for it; closed where that is not to be committed. Throws `unavailable` while nobody answers. */
  async of(volume: Volume, signal: AbortSignal): Promise<Volume> {
    if (!this.#ask || volume.granted || volume.state !== "sealed") return volume;
    const { cache, wishes } = volume.request;
    // It is committed already: only its record does not know.
    if (await this.#world.ledger.find(cache, volume.incarnation)) return volume;
    const known = this.#made.get(volume);
    if (known) return known;
    const policy = await this.#ask(cache);
    if (policy === "gone") return this.#gate.discard(volume, "pruned", "its Cache is gone, or its namespace");
    if (await this.#mayBeAnothers(volume, signal)) return this.#gate.discard(volume, "pruned", unproven);
    const ruled: Volume = { ...volume, granted: granted(wishes, policy) };
    if (!commits(ruled)) return this.#gate.decline(volume);
    this.#made.set(volume, ruled);
    return ruled;
  }

  /** Whether the namespace may have been deleted since, and made again. A pod that is there proves the opposite, and so does a try that got as far as an append. */
  async #mayBeAnothers({ incarnation, request }: Volume, signal: AbortSignal): Promise<boolean> {
    const { ledger, pods } = this.#world;
    if ((await ledger.doubtful()).some(({ volume }) => volume === incarnation)) return false;
    return (await pods.outcome(request.pod, signal)) === "gone";
  }
}
