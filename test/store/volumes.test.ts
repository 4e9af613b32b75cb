/** The records of volumes on disk keep the contract, and say what cannot be read. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Layers } from "../../src/cache/ports.ts";
import { Layout } from "../../src/store/layout.ts";
import { prepareState } from "../../src/store/state.ts";
import { DiskVolumes } from "../../src/store/volumes.ts";
import { failure } from "../contracts/mounter.ts";
import { describeVolumes, newVolume, type VolumesWorld, written } from "../contracts/volumes.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { MemoryLayers } from "../fakes/memory-layers.ts";

describe("DiskVolumes", () => {
  describeVolumes(() => DiskVolumesWorld.make());

  describe("on disk", () => {
    let world: DiskVolumesWorld;

    beforeEach(async () => {
      world = await DiskVolumesWorld.make();
    });

    afterEach(async () => {
      await world[Symbol.asyncDispose]();
    });

    const names = (directory: string): string[] => readdirSync(join(world.layout.root, directory)).toSorted();

    it("leaves nothing of a forgotten volume, and no half-written file", async () => {
      const opened = await world.volumes.open(newVolume());
      await world.volumes.noteMounted(opened);
      await world.volumes.overlay(opened);
      await world.volumes.noteReadOnly(opened);
      const endings = ["json", "mounted", "read-only"];
      expect(names("volumes")).to.deep.equal(endings.map((ending) => `${opened.incarnation}.${ending}`));
      expect(names("w")).to.deep.equal([opened.incarnation]);
      await world.volumes.forget(opened);
      expect([names("volumes"), names("w"), names("tmp")]).to.deep.equal([[], [], []]);
    });

    it("lists volumes that were opened in one moment in one order after every start", async () => {
      for (let count = 0; count < 12; count += 1) await world.volumes.open(newVolume({ volumeId: `v${count}` }));
      const opened = world.volumes.list().map(({ incarnation }) => incarnation);
      const again = (await world.restart("same boot")).list().map(({ incarnation }) => incarnation);
      expect(again).to.deep.equal(opened.toSorted());
    });

    it("gives every mount a fresh working directory, and throws the old one away", async () => {
      const opened = await world.volumes.open(newVolume());
      const { workdir } = await world.volumes.overlay(opened);
      const stale = join(world.layout.root, workdir ?? "", "work");
      writeFileSync(stale, "");
      await world.volumes.overlay(opened);
      expect(existsSync(stale)).to.equal(false);
      expect(names("trash")).to.have.length(1);
    });

    for (const [what, text] of Object.entries({
      "half a record": '{"incarnation":"a-b","volumeId":"x",',
      "an empty file": "",
      "a record of something else": '{"a":1}',
      "a record under another name": "renamed",
    })) {
      it(`names ${what} as unreadable, leaves it where it is, and reads the others`, async () => {
        const opened = await world.volumes.open(newVolume());
        const record = JSON.stringify(opened);
        writeFileSync(join(world.layout.volumes, "a-b.json"), text === "renamed" ? record : text);
        const again = await world.restart("same boot");
        expect(again.unreadable()).to.have.length(1);
        expect(again.unreadable()[0]).to.include({ name: "volumes/a-b.json", incarnation: "a-b" });
        expect(again.list().map(written)).to.deep.equal([written(opened)]);
        expect(names("volumes")).to.include("a-b.json");
      });
    }

    it("removes what the kernel leaves of a volatile mount at once, and throws away what holds more", async () => {
      for (const [volumeId, more] of [
        ["a", []],
        ["b", ["work/more"]],
      ] as const) {
        const opened = await world.volumes.open(newVolume({ volumeId }));
        const work = join(world.layout.root, (await world.volumes.overlay(opened)).workdir ?? "");
        mkdirSync(join(work, "work/incompat/volatile"), { recursive: true });
        for (const name of ["work/incompat/volatile/dirty", ...more]) writeFileSync(join(work, name), "");
        await world.volumes.forget(opened);
      }
      expect(names("w")).to.deep.equal([]);
      expect(names("trash")).to.have.length(1);
    });

    it("keeps the working directory and the notes of a record that cannot be read, until it is gone, and no others", async () => {
      const [kept, gone] = [await world.volumes.open(newVolume()), await world.volumes.open(newVolume())];
      for (const opened of [kept, gone]) {
        await world.volumes.noteMounted(opened);
        await world.volumes.overlay(opened);
      }
      rmSync(join(world.layout.volumes, `${gone.incarnation}.json`));
      truncateSync(join(world.layout.volumes, `${kept.incarnation}.json`), 9);
      const again = await world.restart("same boot");
      expect(names("w")).to.deep.equal([kept.incarnation]);
      expect(names("volumes")).to.deep.equal([`${kept.incarnation}.json`, `${kept.incarnation}.mounted`]);
      expect(again.unreadableAt(kept)).to.equal(kept.incarnation);
      expect(again.unreadableAt({ ...kept, target: "/elsewhere" })).to.equal(undefined);
      rmSync(join(world.layout.volumes, `${kept.incarnation}.json`));
      expect([again.unreadable(), again.unreadableAt(kept)]).to.deep.equal([[], undefined]);
      await world.restart("same boot");
      expect([names("w"), names("volumes")]).to.deep.equal([[], []]);
    });

    it("discards the upper of a volume whose record cannot be written", async () => {
      rmSync(world.layout.temporary, { recursive: true });
      await failure(world.volumes.open(newVolume()), "not-found");
      expect(await world.layers.list()).to.deep.equal([]);
      expect(world.volumes.list()).to.deep.equal([]);
    });

    it("keeps what it knew when a move cannot be written", async () => {
      const opened = await world.volumes.open(newVolume());
      rmSync(world.layout.temporary, { recursive: true });
      await failure(world.volumes.advance(opened, { to: "discarded", reason: "" }), "not-found");
      expect(world.volumes.get(opened.incarnation)).to.deep.equal(opened);
    });
  });
});

/** Records on disk, with layers in memory. */
class DiskVolumesWorld implements VolumesWorld {
  readonly layout: Layout;
  readonly layers: MemoryLayers;
  readonly volumes: DiskVolumes;

  private constructor(layout: Layout, layers: MemoryLayers, volumes: DiskVolumes) {
    this.layout = layout;
    this.layers = layers;
    this.volumes = volumes;
  }

  static async make(): Promise<DiskVolumesWorld> {
    const layout = new Layout(realpathSync(mkdtempSync(join(tmpdir(), "cachefork-volumes-"))));
    await prepareState(layout);
    const layers = new MemoryLayers();
    return new DiskVolumesWorld(layout, layers, await load(layout, layers, "boot-1"));
  }

  restart(boot: "same boot" | "other boot"): Promise<DiskVolumes> {
    return load(this.layout, this.layers, boot === "same boot" ? "boot-1" : "boot-2");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.layout.root, { recursive: true });
  }
}

function load(layout: Layout, layers: Pick<Layers, "create" | "discard">, bootId: string): Promise<DiskVolumes> {
  return DiskVolumes.load(layout, layers, new FakeClock(), bootId);
}
