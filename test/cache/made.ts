/** Generations and volumes for tables of rules: whole records of which a test says only what matters. */
import type { Chain, Generation } from "../../src/cache/generation.ts";
import { noChanges } from "../../src/cache/generation.ts";
import type { Base, Volume } from "../../src/cache/volume.ts";

const by = { namespace: "builds", pod: "pod", uid: "uid", serviceAccount: "builder", node: "node-1" };

/** A generation; its layers are given by id, each of 10 bytes. */
export function generation(number: number, layers: readonly string[], changes: Partial<Generation> = {}): Generation {
  return {
    cache: { namespace: "builds", name: "npm" },
    cacheUID: "uid",
    scope: "default",
    domain: "00c0ffee",
    number,
    parent: number - 1,
    epoch: 0,
    kind: "build",
    layers: layers.map((id) => ({ id, size: 10, entries: 1 })),
    volume: `volume-of-g${number}`,
    by,
    base: number - 1,
    changes: noChanges,
    merged: false,
    bytes: 10,
    time: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}

/** A chain in which everything was counted; layers are [size, dead], of as many entries as bytes, with one directory each unless told, all of them shown. */
export function counted(
  layers: readonly (readonly [size: number, dead: number, directories?: number])[],
  shown = layers.length,
): Chain {
  return {
    layers: layers.map(([size, dead, directories = 1], index) => ({
      id: `l${index}`,
      size,
      entries: size,
      directories,
      dead,
    })),
    directories: shown,
  };
}

type VolumeChanges = Partial<Omit<Volume, "base">> & {
  readonly base?: Partial<Base>;
  readonly wishes?: Partial<Volume["request"]["wishes"]>;
};

/** A sealed volume of the cache `npm`, called after its upper. */
export function volume(upper: string, { base = {}, wishes = {}, ...changes }: VolumeChanges = {}): Volume {
  return {
    volumeId: `id-${upper}`,
    target: `/pods/${upper}`,
    incarnation: `volume-${upper}`,
    request: {
      wishes: {
        cache: "npm",
        readOnly: false,
        required: false,
        commit: "always",
        merge: "union",
        sizeLimit: undefined,
        ...wishes,
      },
      cache: { namespace: "builds", name: "npm" },
      mountGroup: undefined,
      exclusive: false,
      pod: by,
    },
    base: { generation: 0, epoch: 0, layers: [], pending: [], ...base },
    state: "sealed",
    upper,
    bootId: "boot-1",
    openedAt: "2026-01-01T00:00:00.000Z",
    sealNumber: 1,
    delta: { bytes: 3, entries: 2, directories: 1, excluded: 0 },
    reason: undefined,
    ...changes,
  };
}
