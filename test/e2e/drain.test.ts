/** What becomes of builds on a node that is drained, and of what they wrote. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { count, report } from "./count.ts";
import { cluster, Stage } from "./stage.ts";

interface GenerationObject {
  readonly spec: { readonly number: number };
}

describe("A node that is drained", () => {
  const node = "node-2";
  const attributes = { cache: "drained" };
  const builds = count("CACHEFORK_DRAINED_BUILDS", 3);
  const names = Array.from({ length: builds }, (_, index) => `build-${index + 1}`);
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(async () => {
    await cluster.mustKubectl("uncordon", node);
    await stage[Symbol.asyncDispose]();
  });

  /** Builds for ever the first time; its next try goes on from what that left. */
  const script = (name: string): string => `
    if [ -e /cache/${name} ]; then echo end >>/cache/${name}; exit; fi
    echo start >/cache/${name}
    touch /tmp/written
    sleep 3600`;

  const readies = async (name: string): Promise<true | undefined> =>
    (await stage.kubectl("wait", "--for=condition=Ready", "pod", `--selector=job-name=${name}`, "--timeout=0s"))
      .code === 0 || undefined;

  it("is empty soon, and has committed what its builds wrote: they go on from there", async function () {
    const readyWhen = "test -e /tmp/written";
    for (const name of names)
      await stage.startJob({ name, node, attributes, script: script(name), readyWhen, retries: 1 });
    for (const name of names) await until(() => readies(name), { what: `ready ${name}`, seconds: 120, every: 500 });

    const started = performance.now();
    await cluster.mustKubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=120s");
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const mounts = await cluster.node(2).machine.run(["cat", "/proc/mounts"]);
    expect(mounts.split("\n").filter((line) => line.includes("/volumes/kubernetes.io~csi/"))).to.deep.equal([]);
    // A cache keeps the newest generations only.
    const committed = async (): Promise<true | undefined> => {
      const { items } = await stage.get<{ items: readonly GenerationObject[] }>("generations");
      return Math.max(0, ...items.map(({ spec }) => spec.number)) >= builds || undefined;
    };
    await until(committed, { what: "generation of each build", seconds: 60, every: 500 });

    await cluster.mustKubectl("uncordon", node);
    for (const name of names) await stage.completed(name);
    const look = {
      name: "next",
      node,
      attributes,
      script: "cd /cache; for file in *; do echo $file $(cat $file); done",
    };
    expect((await stage.pod(look)).split("\n").filter((line) => line !== "")).to.have.members(
      names.map((name) => `${name} start end`),
    );
    report(this, `${builds} builds, drained in ${seconds} s, ${builds} committed and gone on`);
  });
});
