/** What pods notice of a release that is upgraded, uninstalled and installed again; behind the look at permissions, which an uninstall takes away before its pods have ended. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { chart } from "../../../tools/render.ts";
import { namespace } from "../../cluster/cachefork-install.ts";
import { until } from "../../cluster/until.ts";
import { count, report } from "../count.ts";
import { volumesOn } from "../on-node.ts";
import { ownPods } from "../own-pods.ts";
import type { Build } from "../pod.ts";
import { helmRelease, mustHelm } from "../release.ts";
import { cluster, Stage } from "../stage.ts";

const wait = ["--wait", "--timeout=240s"];

describe("A release", () => {
  const number = 1;
  const attributes = { cache: "released" };
  const list = "ls -1 /cache";
  const builds = count("CACHEFORK_RELEASE_BUILDS", 2);
  let stage: Stage;
  let folder: string;
  const values = (): string => join(folder, "values.yaml");
  before(async () => {
    stage = await Stage.open();
    folder = await mkdtemp(join(tmpdir(), "cachefork-release-"));
    await writeFile(values(), await mustHelm("get values", "--output=yaml"));
  });
  after(async () => {
    await mustHelm("upgrade", chart, "--install", `--values=${values()}`, ...wait);
    // What a hook that failed leaves for those who want to know why.
    const guard = ["--selector=app.kubernetes.io/component=guard", `--namespace=${namespace}`];
    await cluster.mustKubectl("delete", "jobs,serviceaccounts,clusterroles,clusterrolebindings", ...guard);
    await rm(folder, { recursive: true });
    await stage[Symbol.asyncDispose]();
  });

  /** Writes before and after it is told to go, so that its volume has to outlive what happens in between. */
  const build = (name: string): Build => ({
    name,
    node: `node-${number}`,
    attributes,
    script: `echo early >/cache/${name}; touch /tmp/written; until [ -e /tmp/go ]; do sleep 0.1; done; echo late >>/cache/${name}`,
    readyWhen: "test -e /tmp/written",
  });
  const named = (word: string): string[] => Array.from({ length: builds }, (_, index) => `${word}-${index + 1}`);

  async function start(names: readonly string[]): Promise<void> {
    await stage.start(...names.map(build));
    await stage.ready(...names);
  }

  async function finish(names: readonly string[]): Promise<void> {
    for (const name of names) await stage.mustKubectl("exec", name, "--", "touch", "/tmp/go");
    for (const name of names) expect(await stage.succeeded(name)).to.equal("");
  }

  /** What each build's file says to a build that starts now. */
  async function look(name: string): Promise<string[]> {
    const script = "cd /cache; for file in *; do echo $file $(cat $file); done";
    return (await stage.pod({ name, node: `node-${number}`, attributes, script })).trim().split("\n");
  }

  const whole = (names: readonly string[]): string[] => names.map((name) => `${name} early late`);

  it("is upgraded while builds run: they keep their volumes, and what they wrote is committed", async function () {
    const names = named("upgraded");
    const old = [...(await ownPods("node")), ...(await ownPods("controller"))].map(({ uid }) => uid);
    await start(names);
    await mustHelm("upgrade", chart, `--values=${values()}`, "--set=podAnnotations.upgraded=once", ...wait);
    const now = [...(await ownPods("node")), ...(await ownPods("controller"))].map(({ uid }) => uid);
    expect(
      now.filter((uid) => old.includes(uid)),
      "pods of before",
    ).to.deep.equal([]);
    await finish(names);
    expect(await look("after-upgrade")).to.have.members(whole(names));
    report(this, `${builds} builds, all ${old.length} pods of the release replaced, ${builds} committed`);
  });

  it("is not uninstalled while pods have volumes: they are named, and a rollback takes it back", async () => {
    await start(["kept"]);
    const refused = await helmRelease("uninstall", "--timeout=120s");
    expect(refused.code, refused.stdout).not.to.equal(0);
    const log = await cluster.mustKubectl("logs", `--namespace=${namespace}`, "job/cachefork-guard");
    expect(log).to.contain(`${stage.namespace}/kept\n`);
    expect(await ownPods("node")).to.have.lengthOf(2);
    const history = JSON.parse(await mustHelm("history", "--output=json")) as { revision: number }[];
    await mustHelm("rollback", String(history.at(-1)?.revision), ...wait);
    expect(await mustHelm("status")).to.match(/^STATUS: deployed$/m);
    await finish(["kept"]);
    expect(await look("after-rollback")).to.include("kept early late");
  });

  it("that is uninstalled too early and installed again strands no pod, and commits what waited", async function () {
    const ends = named("ended");
    const deleted = named("deleted");
    await start([...ends, ...deleted]);
    await mustHelm("uninstall", "--no-hooks", ...wait);
    await finish(ends);
    await stage.mustKubectl("delete", "--wait=false", "pods", ...deleted);
    await stage.start({ name: "waits", node: `node-${number}`, attributes, script: list });
    const stopped = async (): Promise<true | undefined> => {
      const path = "jsonpath={.items[*].status.containerStatuses[*].state.terminated.reason}";
      const reasons = (await stage.mustKubectl("get", "pods", ...deleted, "--output", path)).trim().split(" ");
      return reasons.length === deleted.length || undefined;
    };
    await until(stopped, { what: "end of the containers of deleted pods", seconds: 60, every: 500 });
    expect(volumesOn(number, stage.namespace)).to.have.lengthOf(ends.length + deleted.length);

    await mustHelm("install", chart, `--values=${values()}`, ...wait);
    await stage.mustKubectl("wait", "--for=delete", "--timeout=200s", ...deleted.map((name) => `pod/${name}`));
    await stage.succeeded("waits");
    const seen = await look("after-install");
    expect(seen).to.include.members([...whole(ends), ...deleted.map((name) => `${name} early`)]);
    const none = (): true | undefined => volumesOn(number, stage.namespace).length === 0 || undefined;
    await until(none, { what: "node without volumes", seconds: 150, every: 500 });
    report(this, `${ends.length} ended and ${deleted.length} deleted meanwhile, all gone and committed`);
  });
});
