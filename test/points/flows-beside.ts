/** The flows beside a volume's life: compact, sweep, prune, the start and its recovery. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { longChain } from "../../src/cache/compact.ts";
import type { LogLine } from "../support/logging-child.ts";
import type { Flow } from "./flow.ts";
import { besideAnother } from "./flows.ts";
import type { Plan } from "./plan.ts";
import { addMany, edit, plant } from "./work.ts";

const forgetting = "^unlink state/volumes/[^/]*json$";

/** One commit too many for a chain; the layers above the lowest delete some of what is in it. */
function compaction(name: string, lowest: (view: string) => void): Flow {
  return {
    name,
    stops: "plugin",
    from: forgetting,
    async prepare(scene) {
      await scene.build("cache", "first", lowest);
      const ids = Array.from({ length: longChain - 1 }, (_, number) => `build${number}`);
      await Promise.all(ids.map((id) => scene.open("cache", id, (view) => addOne(view, id))));
      for (const id of ids) await scene.unpublish(id);
      await scene.running.ended(...ids.map((id) => scene.name(id)));
      scene.expect("cache", { after: await scene.open("cache", "last", edit), directories: "without times" });
    },
    async run(scene) {
      await scene.end("last");
      const over = ["Compacted a chain", "Gave up a compaction"];
      await scene.running.said(({ msg, cache }) => over.includes(msg) && cache === `builds/${scene.name("cache")}`);
    },
    again: (scene) => scene.end("last"),
  };
}

function addOne(view: string, id: string): void {
  mkdirSync(join(view, "kept", id));
  writeFileSync(join(view, "kept", id, "file"), id);
}

/** A first build that is much larger than all that follow: it stays below what is compacted. */
function plantMuch(view: string): void {
  plant(view);
  for (const name of ["one", "two", "three", "four", "five"]) {
    mkdirSync(join(view, name));
    addMany(join(view, name));
  }
}

/** The first generation, with a tree that takes many steps to remove, is pruned and then retired. */
const sweep: Flow = {
  name: "sweep",
  stops: "plugin",
  from: forgetting,
  flags: ["--keep", "2"],
  async prepare(scene) {
    await scene.build("cache", "first", (view) => {
      plant(view);
      addMany(view);
    });
    await scene.pruned();
    scene.expect("cache", { after: await scene.open("cache", "last", plant) });
  },
  async run(scene) {
    const { running } = scene;
    const from = running.lines.length;
    await scene.end("last");
    const kept = (): number => running.disk.generations(scene.name("cache")).length;
    // What resists behind an answer, beside a record or of a trial, is no sweep's: it goes at the next start.
    const left = (): string[] => running.disk.leftovers().filter((name) => !/^(w|volumes|tmp\/trial)/.test(name));
    const swept = (): boolean => kept() === 2 && left().length === 0;
    await running.until(() => swept() || running.lines.slice(from).some(({ msg }) => msg === "Did not sweep"));
  },
  again: (scene) => scene.end("last"),
};

/** What was pruned does not come back with a volume that was open then. */
const prune: Flow = {
  name: "prune",
  stops: "cli",
  async prepare(scene) {
    await scene.build("cache", "first", plant);
    scene.expect("cache", { after: {} });
    await scene.open("cache", "stale", edit);
  },
  run: (scene) => scene.pruned(),
  async again(scene) {
    await scene.pruned();
    await scene.end("stale");
  },
};

const firstStart: Flow = {
  name: "first start",
  stops: "start",
  state: "own",
  prepare: () => Promise.resolve(),
  run: (scene) => scene.running.start(),
  async again(scene) {
    const { uuid } = JSON.parse(readFileSync(join(scene.running.state, "state.json"), "utf8")) as { uuid: string };
    expect(uuid).to.match(/^[0-9a-f-]{36}$/);
    scene.expect("cache", { after: await scene.open("cache", "build", plant) });
    await scene.end("build");
  },
};

/** What a start does with what it finds, and all that comes behind it; the trials before are those of the first start. */
const carryingOn = "pods/|state/(volumes|caches|l/(?!empty)|tmp/(?!trial))";

/** A merge was stopped at its first operation of this kind, or not at all; now the start is, that finds what it left. */
function recovery(name: string, stopped: Omit<Plan, "at"> | "other boot"): Flow {
  return {
    name: `recover, ${name}`,
    stops: "start",
    from: carryingOn,
    async prepare(scene) {
      await besideAnother(scene);
      if (stopped === "other boot") await scene.killed("other boot");
      else await scene.stopIn({ at: 0, ...stopped }, () => scene.end("build"));
    },
    async run(scene) {
      const { running } = scene;
      const from = running.lines.length;
      await running.start();
      // What fails while it carries on waits for its unpublish; so does a mount that some process of the machine has a copy of.
      const waits = ({ msg, volume, kind }: LogLine): boolean =>
        msg === "Did not sweep" || (volume === scene.name("build") && kind !== undefined);
      const failed = (): boolean => running.lines.slice(from).some(waits);
      const ended = (): boolean => running.disk.volumes().every(({ volumeId }) => volumeId !== scene.name("build"));
      await running.until(() => ended() || failed());
      // What cannot be removed stays until the next start.
      if (!failed()) await scene.swept();
    },
    again: (scene) => scene.end("build"),
  };
}

export const flowsBeside: readonly Flow[] = [
  compaction("compact, down to the bottom", plant),
  compaction("compact, in the middle", plantMuch),
  sweep,
  prune,
  firstStart,
  recovery("other boot", "other boot"),
  recovery("unmounted", { how: "after", from: "^umount pods/" }),
  recovery("not sealed", { how: "before", from: "^rename state/tmp/draft.* state/volumes/" }),
  recovery("half merged", { how: "before", from: "^rename state/tmp/.*/tree state/l/" }),
  recovery("not appended", { how: "before", from: "^link state/tmp/draft.* state/caches/" }),
  recovery("appended", { how: "before", from: forgetting }),
];
