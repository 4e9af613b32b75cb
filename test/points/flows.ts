/** The flows of a volume's life: publish, seal, admit, merge, append, release. */
import { Holder } from "../support/holders.ts";
import { listing } from "../support/listing.ts";
import type { Flow } from "./flow.ts";
import type { Scene } from "./scene.ts";
import { addBeside, addMany, edit, plant, touch, united } from "./work.ts";

type Work = (view: string) => void;

/** A publish that kubelet tries again, or gives up. */
function publish(name: string, prepare: (scene: Scene) => Promise<void>, work: Work | "given up"): Flow {
  return {
    name,
    stops: "plugin",
    prepare,
    async run(scene) {
      await scene.publish("cache", "build");
    },
    async again(scene) {
      const start = await scene.look("cache");
      scene.expect("cache", { after: work === "given up" ? start : await scene.open("cache", "build", work) });
      await scene.end("build");
    },
  };
}

/** With nothing left to sweep: what is counted then is of the flow. */
async function planted(scene: Scene): Promise<void> {
  await scene.build("cache", "first", plant);
  await scene.running.settled();
}

/** The unpublish of a volume in which a pod did this work on what a first build made. */
function unpublish(name: string, work: Work, wishes: Record<string, string> = {}): Flow {
  return {
    name,
    stops: "plugin",
    async prepare(scene) {
      await planted(scene);
      const before = await scene.look("cache");
      const own = await scene.open("cache", "build", work, wishes);
      scene.expect("cache", { before, after: wishes["commit"] === "never" ? before : own });
    },
    async run(scene) {
      await scene.end("build");
      await scene.swept();
    },
    again: (scene) => scene.end("build"),
  };
}

/** What the pod wrote again as it was is no contribution: the head keeps its own times. */
const touched: Flow = {
  ...unpublish("admit", touch),
  async prepare(scene) {
    await planted(scene);
    const before = await scene.look("cache");
    const own = await scene.open("cache", "build", (view) => {
      touch(view);
      addBeside(view);
    });
    const after = { ...own };
    for (const name of ["touched", "changed"]) if (before[name]) after[name] = before[name];
    scene.expect("cache", { before, after, directories: "without times" });
  },
};

/** Two builds on one base; the other one commits first. */
export async function besideAnother(scene: Scene): Promise<void> {
  await planted(scene);
  const base = await scene.look("cache");
  const own = await scene.open("cache", "build", edit);
  await scene.build("cache", "beside", addBeside);
  const before = await scene.look("cache");
  scene.expect("cache", { before, after: united(base, before, own), directories: "without times" });
}

/** A volume whose mount lives on in a mount namespace that the plugin does not see: its upper is copied. */
const leaked: Flow = {
  ...unpublish("unpublish of a leaked mount", edit),
  async prepare(scene) {
    await planted(scene);
    const before = await scene.look("cache");
    scene.expect("cache", { before, after: await scene.open("cache", "build", edit) });
    scene.leaks(await Holder.withMounts());
  },
};

/** Everything that the delta holds is as it was: no generation, and the record says so. */
const unchanged: Flow = {
  ...unpublish("unpublish, nothing changed", touch),
  async prepare(scene) {
    await planted(scene);
    scene.expect("cache", { after: await scene.look("cache"), directories: "without times" });
    await scene.open("cache", "build", touch);
  },
};

/** A read-only volume of a cache that has something. */
const readOnly: Flow = {
  ...unpublish("unpublish, read-only", touch),
  async prepare(scene) {
    await planted(scene);
    const view = await scene.running.publish({
      id: scene.name("build"),
      attributes: { cache: scene.name("cache") },
      readOnly: true,
    });
    scene.expect("cache", { after: listing(view) });
  },
};

export const volumeFlows: readonly Flow[] = [
  publish("publish, cold", () => Promise.resolve(), plant),
  publish("publish, cold, given up", () => Promise.resolve(), "given up"),
  publish("publish, warm", planted, edit),
  publish("publish, warm, given up", planted, "given up"),
  unpublish("unpublish, small", edit),
  unpublish("unpublish, large", addMany),
  unpublish("unpublish, nothing written", () => {}),
  unpublish("unpublish, not to be committed", edit, { commit: "never" }),
  unchanged,
  readOnly,
  touched,
  { ...unpublish("merge", edit), prepare: besideAnother },
  leaked,
];
