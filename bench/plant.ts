/** Puts caches into a state directory without the plugin, which must not be running on it: layers and log entries as commits make them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LayerRef } from "../src/cache/generation.ts";
import { noChanges } from "../src/cache/generation.ts";
import { cacheKey } from "../src/cache/key.ts";
import { SystemClock } from "../src/host/clock.ts";
import { Layout, newId } from "../src/store/layout.ts";
import { EmbeddedLedger } from "../src/store/ledger.ts";
import { domainOf, identify, prepareState } from "../src/store/state.ts";
import { stateBelow } from "./plugin.ts";

/** The namespace of the pods and caches here. */
const namespace = "builds";

/** A state directory that nobody uses yet. */
export class Planted {
  readonly #layout: Layout;
  readonly #ledger: EmbeddedLedger;

  private constructor(layout: Layout, ledger: EmbeddedLedger) {
    this.#layout = layout;
    this.#ledger = ledger;
  }

  /** The state of plugins that are started below this directory. */
  static async below(directory: string): Promise<Planted> {
    const layout = new Layout(stateBelow(directory));
    mkdirSync(layout.root, { recursive: true, mode: 0o700 });
    await prepareState(layout);
    const identity = await identify(layout, false);
    return new Planted(layout, new EmbeddedLedger(layout, domainOf(identity), new SystemClock()));
  }

  /** Makes a layer; `fill` gets its directory, and returns what it put there. Uncounted, as entries of older versions are, where it does not say how many directories. */
  layer(fill: (directory: string) => Omit<LayerRef, "id">): LayerRef {
    const id = newId();
    const path = this.#layout.layer(id);
    mkdirSync(path, { mode: 0o755 });
    return { id, ...fill(path) };
  }

  path(layer: LayerRef): string {
    return join(this.#layout.layers, layer.id);
  }

  /** Appends a generation with these layers, newest first, which show so many directories. */
  async append(cache: string, layers: readonly LayerRef[], directories?: number): Promise<void> {
    const key = cacheKey(namespace, cache);
    const head = await this.#ledger.head(key);
    await this.#ledger.append(key, head, {
      epoch: head.epoch,
      kind: "build",
      layers,
      directories,
      volume: "",
      by: { namespace, pod: "bench", uid: "bench", serviceAccount: "builder", node: "node-1" },
      base: head.generation?.number ?? 0,
      changes: noChanges,
      merged: false,
      bytes: layers[0]?.size ?? 0,
      time: new Date().toISOString(),
    });
  }
}
