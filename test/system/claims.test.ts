/** Persistent volumes: claims are handles on caches, through CreateVolume, publish and DeleteVolume. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { call, refusal } from "../support/calls.ts";
import { capability, v1 } from "../support/messages.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

type Created = InstanceType<typeof v1.Volume>;

describeSystem("A claim", () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.start();
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  async function create(name: string, parameters: Readonly<Record<string, string>> = {}): Promise<Created> {
    const request = new v1.CreateVolumeRequest({
      name,
      volume_capabilities: [capability({ mode: "SINGLE_NODE_MULTI_WRITER" })],
      parameters: new Map(Object.entries({ ...kubernetes(name), ...parameters })),
    });
    const { controller } = running.clients;
    return (await call(controller.CreateVolume.bind(controller), request)).volume;
  }

  /** What external-provisioner adds. */
  function kubernetes(name: string): Record<string, string> {
    return {
      "csi.storage.k8s.io/pvc/name": name.replace("pvc-", ""),
      "csi.storage.k8s.io/pvc/namespace": "builds",
      "csi.storage.k8s.io/pv/name": name,
    };
  }

  /** A pod that mounts the claim. */
  function mountClaim({ volume_id: id, volume_context: context }: Created, pod: string): Promise<string> {
    const target = running.target(pod);
    const attributes = Object.fromEntries(context);
    return running.publish({ id, attributes, target, pod, ephemeral: false });
  }

  async function destroy(id: string): Promise<void> {
    const { controller } = running.clients;
    await call(controller.DeleteVolume.bind(controller), new v1.DeleteVolumeRequest({ volume_id: id }));
  }

  it("gives every pod a volume of its own, and shows the next pod what the first one committed", async () => {
    const claim = await create("pvc-maven");
    const one = await mountClaim(claim, "one");
    writeFileSync(join(one, "of-one"), "");
    const two = await mountClaim(claim, "two");
    writeFileSync(join(two, "of-two"), "");
    expect([readdirSync(one), readdirSync(two)], "read committed").to.deep.equal([["of-one"], ["of-two"]]);
    for (const target of [one, two]) await running.unpublish(claim.volume_id, target);
    const three = await mountClaim(claim, "three");
    expect(readdirSync(three)).to.have.members(["of-one", "of-two"]);
    await running.unpublish(claim.volume_id, three);
    await running.ended(claim.volume_id);
    const { by } = running.disk.head("maven");
    expect([by.namespace, by.pod, by.serviceAccount]).to.deep.equal(["builds", "two", "builder"]);
  });

  it("that is deleted leaves its cache, which a new claim of that cache and inline volumes find", async () => {
    const claim = await create("pvc-maven");
    const one = await mountClaim(claim, "one");
    writeFileSync(join(one, "of-one"), "");
    await running.unpublish(claim.volume_id, one);
    await destroy(claim.volume_id);
    await destroy(claim.volume_id);
    expect((await refusal(mountClaim(claim, "late"))).code).to.equal("NOT_FOUND");
    await running.restart("SIGKILL");
    const again = await create("pvc-other", { cache: "maven" });
    const two = await mountClaim(again, "two");
    expect(readdirSync(two)).to.deep.equal(["of-one"]);
    await running.unpublish(again.volume_id, two);
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["of-one"]));
  });

  it("that is deleted while a pod has it lets that pod finish, and keeps what it did", async () => {
    const claim = await create("pvc-maven");
    const target = await mountClaim(claim, "one");
    await destroy(claim.volume_id);
    writeFileSync(join(target, "late"), "");
    await running.unpublish(claim.volume_id, target);
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["late"]));
  });

  it("made twice is one, also after a crash; and one that is made otherwise is refused", async () => {
    const claim = await create("pvc-maven", { merge: "lastWriterWins" });
    await running.restart("SIGKILL");
    expect((await create("pvc-maven", { merge: "lastWriterWins" })).volume_id).to.equal(claim.volume_id);
    expect((await refusal(create("pvc-maven", { merge: "union" }))).code).to.equal("ALREADY_EXISTS");
    const wrong = await refusal(create("pvc-wrong", { marge: "union" }));
    expect(wrong.code).to.equal("INVALID_ARGUMENT");
    expect(wrong.message).to.include('did you mean "merge"?');
  });
});
