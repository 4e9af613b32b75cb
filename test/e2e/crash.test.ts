/** What a node's crashes take from caches that builds use all the time, and what they leave. */
import { randomInt } from "node:crypto";
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { count, report } from "./count.ts";
import { Load } from "./load.ts";
import { leftOn, namesIn, volumesOn } from "./on-node.ts";
import { ownPodOn } from "./own-pods.ts";
import { type AtCrash, Promises } from "./promises.ts";
import { cluster, Stage } from "./stage.ts";

describe("A node that crashes and boots under load", function () {
  const number = 2;
  const node = "node-2";
  const crashes = count("CACHEFORK_CRASHES", 2);
  const caches = ["gradle", "maven", "npm"];
  const promises = new Promises();
  let stage: Stage;
  let load: Load;
  let builds = 0;
  this.timeout(crashes * 180_000 + 120_000);
  before(async () => {
    stage = await Stage.open();
    load = new Load(stage, number, caches);
    await load.start();
  });
  after(() => stage[Symbol.asyncDispose]());

  /** Waits for some commits since the last time, so that a crash comes at any moment of builds under way. */
  async function commits(some: number): Promise<void> {
    const before = promises.size;
    const enough = async (): Promise<true | undefined> => {
      promises.acknowledge(await load.committed());
      return promises.size >= before + some || undefined;
    };
    await until(enough, { what: `${some} commits`, seconds: 180, every: 200 });
  }

  /** The volumes of long builds: kubelet's name for each, by pod. */
  const volumeIds = (): Map<string, string> =>
    new Map(
      volumesOn(number, stage.namespace)
        .filter(({ state, request }) => state === "open" && request.pod.pod.startsWith("long-"))
        .map(({ request, volumeId }) => [request.pod.uid, volumeId]),
    );

  function atCrash(): AtCrash {
    const names = (state: string): string[] =>
      volumesOn(number, stage.namespace)
        .filter((volume) => volume.state === state)
        .flatMap(({ upper }) => namesIn(number, upper));
    return { sealed: names("sealed"), open: names("open") };
  }

  /** Crashes the node and boots it; resolves when what the crash left of volumes has come to its end. */
  async function crash(bootId: "new" | "same"): Promise<void> {
    await cluster.node(number).machine.crash();
    promises.crash(atCrash(), bootId);
    const before = new Set(volumesOn(number, stage.namespace).map(({ incarnation }) => incarnation));
    await cluster.boot(number, bootId);
    const ended = (): true | undefined =>
      volumesOn(number, stage.namespace).every(({ incarnation }) => !before.has(incarnation)) || undefined;
    await until(ended, { what: "end of the volumes of before the crash", seconds: 120, every: 200 });
  }

  async function round(index: number): Promise<void> {
    const isReady = async (): Promise<true | undefined> => (await load.long()).every(({ ready }) => ready) || undefined;
    await until(isReady, { what: "ready long builds", seconds: 120, every: 500 });
    await commits(randomInt(2, 9));
    const [was, ids] = [await load.long(), volumeIds()];
    expect(ids.size).to.equal(caches.length);
    await crash(index % 2 === 0 ? "new" : "same");
    const restarted = async (): Promise<true | undefined> => {
      const now = new Map((await load.long()).map((long) => [long.uid, long]));
      return was.every(({ uid, starts }) => now.get(uid)?.ready && now.get(uid)?.starts !== starts) || undefined;
    };
    await until(restarted, { what: "long builds, started again", seconds: 120, every: 500 });
    expect(volumeIds(), "volume ids by pod").to.deep.equal(ids);
    const difference = promises.differ(await load.seen(String(index)));
    expect(difference, `crash ${index + 1}`).to.deep.equal({ lost: [], unsound: [] });
    builds += await load.tidy();
  }

  it("keeps all that was committed or sealed, nothing that was not, and no trace of what is over", async function () {
    for (let index = 0; index < crashes; index += 1) await round(index);
    promises.acknowledge(await load.committed());
    builds += await load.tidy();
    await load.stop();
    const nothingLeft = async (): Promise<true | undefined> => (await leftOn(number)).length === 0 || undefined;
    await until(nothingLeft, { what: "node without volumes", seconds: 60, every: 500 }).catch(() => {});
    expect(await leftOn(number)).to.deep.equal([]);
    expect(promises.differ(await load.seen("last"))).to.deep.equal({ lost: [], unsound: [] });
    const { name } = await ownPodOn("node", node);
    const doctor = await cluster.kubectl("exec", "--namespace=cachefork", name, "--", "cachefork", "doctor");
    expect(doctor.code, doctor.stdout).to.equal(0);
    report(this, `${crashes} crashes, ${builds} builds, ${promises.size} acknowledged, lost 0, leaked 0`);
  });
});
