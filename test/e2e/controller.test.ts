/** What builds notice of a controller that is killed again and again, and what kubectl tells behind that. */
import { randomInt } from "node:crypto";
import { expect } from "chai";
import { namespace } from "../cluster/cachefork-install.ts";
import { until } from "../cluster/until.ts";
import { count, report } from "./count.ts";
import { allReady, ownPods, replace, signal } from "./own-pods.ts";
import { cluster, Stage } from "./stage.ts";

interface Lease {
  readonly spec?: { readonly holderIdentity?: string; readonly renewTime?: string };
}

interface CacheObject {
  readonly status?: {
    readonly generations?: number;
    readonly pendingDeltas?: number;
    readonly heads?: readonly { readonly generation: number; readonly by?: string }[];
  };
}

interface GenerationObject {
  readonly spec: { readonly number: number; readonly kind: string; readonly by: { readonly pod: string } };
}

/** Generations that a cache keeps unless it says otherwise. */
const kept = 5;

/** Whom a kill takes, of the replicas. */
type Victims = "active" | "both";

describe("A controller that is killed", function () {
  const node = "node-1";
  const attributes = { cache: "unattended" };
  const kills = count("CACHEFORK_CONTROLLER_KILLS", 2);
  this.timeout(kills * 180_000 + 120_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  const lease = async (): Promise<NonNullable<Lease["spec"]>> => {
    const name = ["lease", "cachefork-controller", `--namespace=${namespace}`, "--output=json"];
    return (JSON.parse(await cluster.mustKubectl("get", ...name)) as Lease).spec ?? {};
  };

  async function kill(victims: Victims): Promise<void> {
    const active = (await lease()).holderIdentity;
    const pods = (await ownPods("controller")).filter(({ name }) => victims === "both" || name === active);
    await Promise.all(pods.map((pod) => signal(pod, `--identity=${pod.name}`, "KILL")));
  }

  /** Resolves when a replica acts that did not before the moment of this renewal. */
  async function acts(since: string | undefined): Promise<void> {
    const isRenewed = async (): Promise<true | undefined> => (await lease()).renewTime !== since || undefined;
    await until(isRenewed, { what: "controller that acts", seconds: 200, every: 500 });
  }

  /** Kubernetes waits longer and longer before it starts the same container again. */
  async function renewed(): Promise<void> {
    await replace("controller");
    await allReady("controller");
  }

  /** Generations as the nodes made them, which need no controller. */
  const generations = async (): Promise<GenerationObject["spec"][]> =>
    (await stage.get<{ items: GenerationObject[] }>("generations")).items.map(({ spec }) => spec);

  it("keeps no build from starting, ending and committing, and tells the truth when it is back", async function () {
    let build = 0;
    const took = { active: 0, both: 0 };
    for (let round = 0; round < kills; round += 1) {
      const victims = round % 2 === 0 || randomInt(3) === 0 ? "both" : "active";
      took[victims] += 1;
      if (round % 4 === 3) await renewed();
      await kill(victims);
      const { renewTime } = await lease();
      build += 1;
      const script = `ls -1 /cache | wc -l; echo ${build} >/cache/${build}`;
      // It started, saw what those before had committed, and ended.
      expect(await stage.pod({ name: `build-${build}`, node, attributes, script })).to.equal(`${build - 1}\n`);
      const own = async (): Promise<true | undefined> =>
        (await generations()).some(({ by }) => by.pod === `build-${build}`) || undefined;
      await until(own, { what: `generation of build-${build}`, seconds: 30, every: 200 });
      await acts(renewTime);
    }
    await allReady("controller");
    const told = async (): Promise<true | undefined> => {
      const { status } = await stage.get<CacheObject>("cache", attributes.cache);
      const all = await generations();
      const newest = all.toSorted((a, b) => b.number - a.number)[0];
      expect(status?.heads?.map(({ generation }) => generation)).to.deep.equal([newest?.number]);
      expect(status?.generations).to.equal(all.length);
      // It has deleted those past what a cache keeps.
      expect(all.filter(({ kind }) => kind !== "compacted")).to.have.lengthOf(Math.min(build, kept));
      expect(status?.pendingDeltas ?? 0).to.equal(0);
      return true;
    };
    await until(told, { what: "status of the cache", seconds: 60, every: 500 });
    report(this, `${kills} kills, ${took.both} of them of both replicas, ${build} builds committed meanwhile`);
  });
});
