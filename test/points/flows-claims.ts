/** The flows of claims and snapshots: made, copied, deleted. */
import { join } from "node:path";
import { expect } from "chai";
import { names } from "../support/on-disk.ts";
import type { CreatedSnapshot, CreatedVolume, VolumeOptions } from "../support/provisioner.ts";
import { Provisioner } from "../support/provisioner.ts";
import type { Flow } from "./flow.ts";
import type { Scene } from "./scene.ts";
import { edit, plant } from "./work.ts";

function provisioner({ running }: Scene): Provisioner {
  return new Provisioner(() => running.clients);
}

/** The scene's claim on a cache of the scene; doing it twice is doing it once. */
function claim(scene: Scene, cache: string, options: VolumeOptions = {}): Promise<CreatedVolume> {
  const parameters = { ...options.parameters, cache: scene.name(cache) };
  return provisioner(scene).volume(scene.name(`of-${cache}`), { ...options, parameters });
}

async function snapshot(scene: Scene): Promise<CreatedSnapshot> {
  return provisioner(scene).snapshot(scene.name("snapshot"), await claim(scene, "cache"));
}

/** Removes what the scene's calls made, but for the caches: the next scene of this plugin begins without. */
async function cleared(scene: Scene): Promise<void> {
  const [snapshots, claims] = ["snapshots", "claims"].map((folder) => join(scene.running.state, folder));
  const ids = (folder = ""): string[] => names(folder).map((name) => name.replace(/\.json$/, ""));
  for (const id of ids(snapshots)) await provisioner(scene).deleteSnapshot(id);
  for (const id of ids(claims)) await provisioner(scene).deleteVolume(id);
  expect([ids(snapshots), ids(claims)]).to.deep.equal([[], []]);
}

const createClaim: Flow = {
  name: "create a claim",
  stops: "plugin",
  prepare: () => Promise.resolve(),
  run: async (scene) => {
    await claim(scene, "cache");
  },
  async again(scene) {
    const { volume_id: id } = await claim(scene, "cache");
    expect(names(join(scene.running.state, "claims")), "claims").to.deep.equal([`${id}.json`]);
    await cleared(scene);
  },
};

const deleteClaim: Flow = {
  name: "delete a claim",
  stops: "plugin",
  async prepare(scene) {
    scene.claim = (await claim(scene, "cache")).volume_id;
  },
  run: (scene) => provisioner(scene).deleteVolume(scene.claim),
  async again(scene) {
    await provisioner(scene).deleteVolume(scene.claim);
    expect(names(join(scene.running.state, "claims")), "claims").to.deep.equal([]);
  },
};

/** With all that is in the cache that was made for it. */
const deleteCache: Flow = {
  name: "delete a claim with its cache",
  stops: "plugin",
  async prepare(scene) {
    scene.claim = (await claim(scene, "cache", { parameters: { onDelete: "delete" } })).volume_id;
    await scene.build("cache", "first", plant);
    await scene.build("cache", "second", edit);
    scene.expect("cache", { after: {} });
  },
  run: (scene) => provisioner(scene).deleteVolume(scene.claim),
  async again(scene) {
    await provisioner(scene).deleteVolume(scene.claim);
    expect(scene.running.disk.generations(scene.name("cache")), "generations").to.deep.equal([]);
    await cleared(scene);
  },
};

/** Afterwards its cache is emptied, and swept: only the snapshot holds what is restored then. */
const createSnapshot: Flow = {
  name: "create a snapshot",
  stops: "plugin",
  async prepare(scene) {
    await scene.build("cache", "first", plant);
    await claim(scene, "cache");
    scene.expect("copy", { after: await scene.look("cache") });
  },
  run: async (scene) => {
    await snapshot(scene);
  },
  async again(scene) {
    const made = await snapshot(scene);
    expect(names(join(scene.running.state, "snapshots")), "snapshots").to.deep.equal([`${made.snapshot_id}.json`]);
    await scene.prunedAndSwept();
    await claim(scene, "copy", { source: made });
    await cleared(scene);
    scene.expect("cache", { after: {} });
  },
};

/** Nothing else holds what it shows. */
const deleteSnapshot: Flow = {
  name: "delete a snapshot",
  stops: "plugin",
  async prepare(scene) {
    await scene.build("cache", "first", plant);
    scene.snapshot = (await snapshot(scene)).snapshot_id;
    await scene.pruned();
    scene.expect("cache", { after: {} });
  },
  run: (scene) => provisioner(scene).deleteSnapshot(scene.snapshot),
  async again(scene) {
    await provisioner(scene).deleteSnapshot(scene.snapshot);
    expect(names(join(scene.running.state, "snapshots")), "snapshots").to.deep.equal([]);
    await cleared(scene);
  },
};

const copy: Flow = {
  name: "create a claim as a copy",
  stops: "plugin",
  async prepare(scene) {
    await scene.build("cache", "first", plant);
    await snapshot(scene);
    const before = await scene.look("cache");
    scene.expect("cache", { after: before });
    scene.expect("copy", { after: before });
  },
  run: async (scene) => {
    await claim(scene, "copy", { source: await snapshot(scene) });
  },
  async again(scene) {
    await claim(scene, "copy", { source: await snapshot(scene) });
    expect(scene.running.disk.generations(scene.name("copy")), "generations of the copy").to.have.lengthOf(1);
    await cleared(scene);
  },
};

export const claimFlows: readonly Flow[] = [
  createClaim,
  deleteClaim,
  deleteCache,
  createSnapshot,
  deleteSnapshot,
  copy,
];
