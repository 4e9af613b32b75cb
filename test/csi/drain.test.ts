/** Tests how a server ends: no call is lost, none is waited for for ever. */
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect } from "chai";
import { fired, node, outcome, Plugin, publishRequest, v1 } from "./plugin.ts";

const unpublish = new v1.NodeUnpublishVolumeRequest({ volume_id: "v1", target_path: "/target" });

describe("The server's end", () => {
  let plugin: Plugin;

  beforeEach(async () => {
    plugin = await Plugin.start();
  });

  afterEach(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  it("drains: a running call ends, a new one finds nobody, the socket is gone", async () => {
    const held = plugin.flows.hold();
    const published = outcome(plugin.call(node.NodePublishVolume, publishRequest({ cache: "npm" })));
    await held.entered;
    const drained = plugin.server.drain();
    held.release();
    expect(await published).to.equal("OK");
    await drained;
    expect(await outcome(plugin.call(node.NodeUnpublishVolume, unpublish))).to.match(/^UNAVAILABLE/);
    expect(await stat(plugin.socket).catch((error: NodeJS.ErrnoException) => error.code)).to.equal("ENOENT");
  });

  it("cancels calls that do not end while it drains, and waits until their flows have ended", async () => {
    await using hasty = await Plugin.start({ drainMs: 20 });
    const held = hasty.flows.hold();
    const published = outcome(hasty.call(node.NodePublishVolume, publishRequest({ cache: "npm" })));
    const signal = await held.entered;
    await hasty.server.drain();
    expect(signal.aborted).to.equal(true);
    expect(hasty.logged("NodePublishVolume")).to.have.lengthOf(1);
    expect(await published).to.not.equal("OK");
    expect(await stat(hasty.socket).catch((error: NodeJS.ErrnoException) => error.code)).to.equal("ENOENT");
  });

  it("drains only when a flow has ended whose caller gave up long ago", async () => {
    const held = plugin.flows.hold({ deaf: true });
    const published = outcome(
      plugin.call(node.NodePublishVolume, publishRequest({ cache: "npm" }), { deadlineMs: 50 }),
    );
    await fired(await held.entered);
    await published;
    const order: string[] = [];
    const drained = plugin.server.drain().then(() => order.push("drained"));
    // Enough turns for a drain that does not wait.
    for (let turn = 0; turn < 20; turn += 1) await stat(tmpdir());
    order.push("released");
    held.release();
    await drained;
    expect(order).to.deep.equal(["released", "drained"]);
  });
});
