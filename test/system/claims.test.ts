/** Persistent volumes: claims are handles on caches, through CreateVolume, publish and DeleteVolume. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { refusal } from "../support/calls.ts";
import { describeSystem } from "../support/needs.ts";
import type { CreatedVolume } from "../support/provisioner.ts";
import { Provisioner } from "../support/provisioner.ts";
import { Running } from "../support/running.ts";

describeSystem("A claim", () => {
  let running: Running;
  let provisioner: Provisioner;

  beforeEach(async () => {
    running = await Running.start();
    provisioner = new Provisioner(() => running.clients);
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  function create(claim: string, parameters: Readonly<Record<string, string>> = {}): Promise<CreatedVolume> {
    return provisioner.volume(claim, { parameters });
  }

  /** A pod that mounts the claim. */
  function mountClaim({ volume_id: id, volume_context: context }: CreatedVolume, pod: string): Promise<string> {
    const target = running.target(pod);
    const attributes = Object.fromEntries(context);
    return running.publish({ id, attributes, target, pod, ephemeral: false });
  }

  it("gives every pod a volume of its own, and shows the next pod what the first one committed", async () => {
    const claim = await create("maven");
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

  it("that is deleted takes the cache along that was made for it, and a new one of its name starts empty", async () => {
    const claim = await create("maven");
    const one = await mountClaim(claim, "one");
    writeFileSync(join(one, "of-one"), "");
    await running.unpublish(claim.volume_id, one);
    await provisioner.deleteVolume(claim.volume_id);
    await provisioner.deleteVolume(claim.volume_id);
    expect((await refusal(mountClaim(claim, "late"))).code).to.equal("NOT_FOUND");
    await running.until(() => running.disk.layers().length === 0 && running.disk.caches().length === 0);
    await running.restart("SIGKILL");
    const again = await create("maven");
    const two = await mountClaim(again, "two");
    expect(readdirSync(two)).to.deep.equal([]);
    await running.unpublish(again.volume_id, two);
  });

  it("that is deleted leaves a cache that was told to stay, which a new claim of that cache and inline volumes find", async () => {
    const claim = await create("maven", { onDelete: "keep" });
    const one = await mountClaim(claim, "one");
    writeFileSync(join(one, "of-one"), "");
    await running.unpublish(claim.volume_id, one);
    await provisioner.deleteVolume(claim.volume_id);
    await running.restart("SIGKILL");
    const again = await create("other", { cache: "maven" });
    const two = await mountClaim(again, "two");
    expect(readdirSync(two)).to.deep.equal(["of-one"]);
    await running.unpublish(again.volume_id, two);
    await provisioner.deleteVolume(again.volume_id);
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["of-one"]));
  });

  for (const { onDelete, what, left } of [
    { onDelete: "keep", what: "keeps what it did where its cache stays", left: ["late"] },
    { onDelete: "delete", what: "discards what it did where its cache goes", left: [] },
  ]) {
    it(`that is deleted while a pod has it lets that pod finish, and ${what}`, async () => {
      const claim = await create("maven", { onDelete });
      const target = await mountClaim(claim, "one");
      await provisioner.deleteVolume(claim.volume_id);
      writeFileSync(join(target, "late"), "");
      await running.unpublish(claim.volume_id, target);
      await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(left));
    });
  }

  it("made twice is one, also after a crash; and one that is made otherwise is refused", async () => {
    const claim = await create("maven", { merge: "lastWriterWins" });
    await running.restart("SIGKILL");
    expect((await create("maven", { merge: "lastWriterWins" })).volume_id).to.equal(claim.volume_id);
    expect((await refusal(create("maven", { merge: "union" }))).code).to.equal("ALREADY_EXISTS");
    const wrong = await refusal(create("wrong", { marge: "union" }));
    expect(wrong.code).to.equal("INVALID_ARGUMENT");
    expect(wrong.message).to.include('did you mean "merge"?');
  });
});
