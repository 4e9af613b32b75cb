/** The flows of a node without a disk: what is published where; it can be held in the middle and told to fail. */
import { CacheError, throwIfAborted } from "../../src/cache/errors.ts";
import { sameRequest, type VolumeAddress, type VolumeRequest } from "../../src/cache/volume.ts";
import { addressKey } from "../../src/csi/address.ts";
import type { VolumeFlows, VolumeStats } from "../../src/csi/flows.ts";

export interface Held {
  /** Resolves, with the signal it has, when a flow has come to where it is held. */
  readonly entered: Promise<AbortSignal>;
  release(): void;
}

export class FakeFlows implements VolumeFlows {
  readonly published = new Map<string, { readonly address: VolumeAddress; readonly request: VolumeRequest }>();
  /** Set to what `stats` answers. */
  statistics: VolumeStats = {
    usedBytes: 10,
    totalBytes: 100,
    availableBytes: 90,
    usedInodes: 1,
    totalInodes: 20,
    availableInodes: 19,
  };
  #held:
    | { deaf: boolean; entered: PromiseWithResolvers<AbortSignal>; released: PromiseWithResolvers<void> }
    | undefined;
  #failure: Error | undefined;

  /** Holds the next flow until it is released or, unless it is deaf, its signal fires. */
  hold({ deaf }: { readonly deaf: boolean } = { deaf: false }): Held {
    const entered = Promise.withResolvers<AbortSignal>();
    const released = Promise.withResolvers<void>();
    this.#held = { deaf, entered, released };
    return { entered: entered.promise, release: () => released.resolve() };
  }

  /** The next flow throws it. */
  failNext(failure: Error): void {
    this.#failure = failure;
  }

  async publish(address: VolumeAddress, request: VolumeRequest, signal: AbortSignal): Promise<void> {
    await this.#mayStop(signal);
    const known = this.published.get(addressKey(address));
    if (known !== undefined && !sameRequest(known.request, request)) {
      throw new CacheError("exists", `${address.volumeId} is published with other arguments`);
    }
    this.published.set(addressKey(address), { address, request });
  }

  async unpublish(address: VolumeAddress, signal: AbortSignal): Promise<void> {
    await this.#mayStop(signal);
    this.published.delete(addressKey(address));
  }

  async stats(volumeId: string, path: string, signal: AbortSignal): Promise<VolumeStats> {
    await this.#mayStop(signal);
    if (!this.published.has(addressKey({ volumeId, target: path }))) {
      throw new CacheError("not-found", `${volumeId} is not published at ${path}`);
    }
    return this.statistics;
  }

  async #mayStop(signal: AbortSignal): Promise<void> {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    if (!held.deaf) signal.addEventListener("abort", () => held.released.resolve(), { once: true });
    held.entered.resolve(signal);
    await held.released.promise;
    throwIfAborted(signal);
  }
}
