/** What pods notice of a new version of the node plugin: nothing. */
import { expect } from "chai";
import { count, report } from "./count.ts";
import { allReady, replace } from "./own-pods.ts";
import { Stage } from "./stage.ts";

interface Pod {
  readonly status: { readonly phase: string; readonly containerStatuses: readonly { readonly restartCount: number }[] };
}

/** Writes file after file until it is told to go, and prints how many. A write that fails ends it, and it is started again. */
const script = `
mkdir "/cache/$(hostname)"
files=0
until [ -e /tmp/go ]; do
  files=$((files + 1))
  echo "$files" >"/cache/$(hostname)/$files"
  touch /tmp/written
  sleep 0.2
done
echo "$files"`;

describe("A rollout of the node plugin", () => {
  const node = "node-1";
  const attributes = { cache: "rolled-out" };
  const builds = count("CACHEFORK_ROLLED_BUILDS", 5);
  const names = Array.from({ length: builds }, (_, index) => `build-${index + 1}`);
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  const go = async (some: readonly string[]): Promise<void> => {
    for (const name of some) await stage.mustKubectl("exec", name, "--", "touch", "/tmp/go");
  };

  it("disturbs no build that runs or ends meanwhile, and everything that they wrote is committed", async function () {
    const readyWhen = "test -e /tmp/written";
    const restartPolicy = "OnFailure";
    await stage.start(...names.map((name) => ({ name, node, attributes, script, readyWhen, restartPolicy }) as const));
    await stage.ready(...names);
    const half = Math.floor(builds / 2);
    await replace("node");
    await go(names.slice(0, half));
    await allReady("node");
    await go(names.slice(half));
    const written: string[] = [];
    for (const name of names) written.push(`${name} ${(await stage.succeeded(name)).trim()}\n`);
    for (const name of names) {
      const { status } = await stage.get<Pod>("pod", name);
      expect([status.phase, status.containerStatuses[0]?.restartCount], name).to.deep.equal(["Succeeded", 0]);
    }
    const look = 'cd /cache; for build in *; do echo "$build $(ls "$build" | wc -l)"; done';
    const seen = await stage.pod({ name: "next", node, attributes, script: look });
    expect(seen.split("\n").toSorted()).to.deep.equal(written.join("").split("\n").toSorted());
    report(this, `${builds} builds, 0 started again, the files of ${written.length} committed`);
  });
});
