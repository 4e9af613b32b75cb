/** What builds notice of an API server that does not answer, and what becomes of their commits; behind the look at permissions, as one that has just started refuses what it has not read the roles for. */
import { expect } from "chai";
import { until } from "../../cluster/until.ts";
import { count, report } from "../count.ts";
import { namesIn, volumesOn } from "../on-node.ts";
import { ownPodOn, signal } from "../own-pods.ts";
import { cluster, Stage } from "../stage.ts";

describe("An API server that is gone for a while", function () {
  const number = 1;
  const node = "node-1";
  const attributes = { cache: "alone" };
  const list = "ls -1 /cache";
  const seconds = count("CACHEFORK_OUTAGE_SECONDS", 10);
  const early = Array.from({ length: 3 }, (_, index) => `early-${index + 1}`);
  const late = Array.from({ length: 5 }, (_, index) => `late-${index + 1}`);
  this.timeout(seconds * 2000 + 400_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(async () => {
    await cluster.controlPlane.startApiServer();
    await stage[Symbol.asyncDispose]();
  });

  /** What has been sealed and waits for its commit. */
  const waiting = (): string[] =>
    volumesOn(number, stage.namespace)
      .filter(({ state }) => state === "sealed")
      .flatMap(({ upper }) => namesIn(number, upper))
      .toSorted();

  /** Starts builds that end one after another while the API server is gone. */
  async function start(names: readonly string[]): Promise<void> {
    const answers = 'nc -w 1 -e /bin/true "$KUBERNETES_SERVICE_HOST" "$KUBERNETES_SERVICE_PORT"';
    const builds = names.map((name, index) => {
      const rest = Math.ceil((seconds * (index + 1)) / names.length);
      const script = `${list}; echo ${name} >/cache/${name}; while ${answers}; do sleep 0.2; done; sleep ${rest}`;
      return { name, node, attributes, script };
    });
    await stage.start(...builds);
  }

  /** Resolves when kubelet has as many volumes of them as this. */
  const opened = (volumes: number): Promise<true> =>
    until(() => volumesOn(number, stage.namespace).length >= volumes || undefined, {
      what: `${volumes} volumes`,
      seconds: 120,
      every: 200,
    });

  /** Starts builds that kubelet knows, and for which the plugin does nothing before the API server is gone. */
  async function startLate(): Promise<void> {
    const plugin = await ownPodOn("node", node);
    await signal(plugin, `--node-id=${node}`, "STOP");
    try {
      await start(late);
      for (const name of late) await stage.mustKubectl("wait", "--for=jsonpath={.status.startTime}", `pod/${name}`);
      await cluster.controlPlane.stopApiServer();
    } finally {
      await signal(plugin, `--node-id=${node}`, "CONT");
    }
  }

  it("keeps no build from its start or its end, and their commits come later", async function () {
    await stage.job({ name: "before", node, attributes, script: "echo before >/cache/before" });
    await start(early);
    await opened(early.length);
    await startLate();
    const gone = performance.now();
    const all = [...early, ...late].toSorted();
    const sealed = (): true | undefined => waiting().length === all.length || undefined;
    await until(sealed, { what: "sealed volumes of all builds", seconds: seconds + 120, every: 200 });
    const left = (): true | undefined => performance.now() > gone + seconds * 1000 || undefined;
    await until(left, { what: "end of the outage", seconds });
    expect(waiting()).to.deep.equal(all);
    const wasGone = Math.round((performance.now() - gone) / 1000);

    await cluster.controlPlane.startApiServer();
    for (const name of all) expect(await stage.succeeded(name), name).to.contain("before\n");
    const none = (): true | undefined => volumesOn(number, stage.namespace).length === 0 || undefined;
    await until(none, { what: "commits", seconds: 120, every: 200 });
    const seen = await stage.pod({ name: "next", node, attributes, script: list });
    expect(seen.trim().split("\n")).to.deep.equal(["before", ...all]);
    report(
      this,
      `gone for ${wasGone} s, ${late.length} builds started and ${all.length} ended meanwhile, all committed later`,
    );
  });
});
