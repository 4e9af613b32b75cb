/** The Events port as a list of short lines, for the assertion that stories end with. */

import type { Note } from "../../src/cache/aside.ts";
import type { DiscardReason, Events } from "../../src/cache/events.ts";
import type { Generation, LayerId } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { formatKey } from "../../src/cache/key.ts";
import type { Volume } from "../../src/cache/volume.ts";

/** What happened, in order. */
export class Recorder implements Events {
  /** `opened npm from g4+1`, `sealed npm`, `committed g5`, …; without times. */
  readonly lines: string[] = [];
  /** The same as it was called. */
  readonly calls: { readonly name: keyof Events; readonly args: readonly unknown[] }[] = [];

  /** The lines since the last call of this. */
  take(): string[] {
    return this.lines.splice(0);
  }

  opened(volume: Volume, started: { readonly ms: number; readonly start: "warm" | "cold" | "older" }): void {
    const { generation, pending } = volume.base;
    const base = `${generation > 0 ? `g${generation}` : ""}${pending.length > 0 ? `+${pending.length}` : ""}`;
    const from = base === "" ? started.start : `${started.start === "older" ? "older " : ""}${base}`;
    this.#note("opened", [volume, started], `opened ${nameOf(volume)} from ${from}`);
  }

  sealed(volume: Volume, took: { readonly ms: number }): void {
    this.#note("sealed", [volume, took], `sealed ${nameOf(volume)}`);
  }

  committed(volume: Volume, generation: Generation, effort: { readonly ms: number; readonly tries: number }): void {
    const merged = generation.merged ? " merged" : "";
    this.#note("committed", [volume, generation, effort], `committed g${generation.number}${merged}`);
  }

  compacted(generation: Generation, effort: { readonly ms: number; readonly layers: number }): void {
    this.#note("compacted", [generation, effort], `compacted g${generation.number}: ${effort.layers} layers`);
  }

  compactionFailed(cache: CacheKey, error: unknown): void {
    this.#note("compactionFailed", [cache, error], `compaction failed ${cache.name}`);
  }

  evicted(generation: Generation, effort: { readonly ms: number }): void {
    const { number, changes } = generation;
    this.#note("evicted", [generation, effort], `evicted g${number}: ${changes.deleted} paths`);
  }

  reset(generation: Generation): void {
    this.#note("reset", [generation], `reset g${generation.number}`);
  }

  released(volume: Volume): void {
    this.#note("released", [volume], `released ${nameOf(volume)}`);
  }

  unchanged(volume: Volume): void {
    this.#note("unchanged", [volume], `unchanged ${nameOf(volume)}`);
  }

  discarded(volume: Volume, reason: DiscardReason, message: string): void {
    this.#note("discarded", [volume, reason, message], `discarded ${nameOf(volume)}: ${reason}`);
  }

  busy(volume: Volume, how: "writer" | "directory" | "leaked"): void {
    this.#note("busy", [volume, how], `busy ${nameOf(volume)}: ${how}`);
  }

  delayed(volume: Volume, error: unknown): void {
    this.#note("delayed", [volume, error], `delayed ${nameOf(volume)}`);
  }

  sealDelayed(volume: Volume, error: unknown): void {
    this.#note("sealDelayed", [volume, error], `seal delayed ${nameOf(volume)}`);
  }

  covered(volume: Volume, what: string): void {
    this.#note("covered", [volume, what], `covered ${nameOf(volume)}: ${what}`);
  }

  podsUnknown(error: unknown): void {
    this.#note("podsUnknown", [error], "pods unknown");
  }

  strayLeft(target: string, error: unknown): void {
    this.#note("strayLeft", [target, error], "stray left");
  }

  retireDelayed(cache: CacheKey, error: unknown): void {
    this.#note("retireDelayed", [cache, error], `retire delayed ${cache.name}`);
  }

  setAside(note: Note): void {
    this.#note("setAside", [note], `set aside ${note.name}`);
  }

  restored(note: Note): void {
    this.#note("restored", [note], `restored ${note.name}`);
  }

  unmountedAside(incarnation: string, target: string): void {
    this.#note("unmountedAside", [incarnation, target], `unmounted aside ${incarnation}`);
  }

  layersMissing(volume: Volume, layers: readonly LayerId[]): void {
    this.#note("layersMissing", [volume, layers], `layers missing ${nameOf(volume)}: ${layers.length}`);
  }

  emptied(cache: CacheKey): void {
    this.#note("emptied", [cache], `emptied ${formatKey(cache)}`);
  }

  removed(cache: CacheKey): void {
    this.#note("removed", [cache], `removed ${formatKey(cache)}`);
  }

  swept(what: { readonly layers: number; readonly generations: number }): void {
    this.#note("swept", [what], `swept ${what.layers} layers, ${what.generations} generations`);
  }

  sweepRefused(why: string): void {
    this.#note("sweepRefused", [why], "sweep refused");
  }

  recovered(counts: Parameters<Events["recovered"]>[0]): void {
    const { open, sealed, discarded } = counts;
    this.#note("recovered", [counts], `recovered ${open} open, ${sealed} sealed, ${discarded} discarded`);
  }

  unreadable(what: string): void {
    this.#note("unreadable", [what], "unreadable");
  }

  #note(name: keyof Events, args: readonly unknown[], line: string): void {
    this.calls.push({ name, args });
    this.lines.push(line);
  }
}

function nameOf(volume: Volume): string {
  return volume.request.cache.name;
}
