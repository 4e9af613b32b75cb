/** Tests Identity over the wire. */
import { expect } from "chai";
import { identity, Plugin, v1 } from "./plugin.ts";

describe("Identity", () => {
  it("tells the driver's name and version", async () => {
    await using plugin = await Plugin.start();
    const info = await plugin.call(identity.GetPluginInfo, new v1.GetPluginInfoRequest());
    expect(info.toObject()).to.deep.include({ name: "csi.cachefork.dev", vendor_version: "1.2.3" });
  });

  for (const [role, types] of [
    ["standalone", [v1.PluginCapability.Service.Type.CONTROLLER_SERVICE]],
    ["node", []],
  ] as const) {
    it(`offers ${types.length === 0 ? "no Controller" : "the Controller"} in the role ${role}`, async () => {
      await using plugin = await Plugin.start({ role });
      const { capabilities } = await plugin.call(identity.GetPluginCapabilities, new v1.GetPluginCapabilitiesRequest());
      expect(capabilities.map(({ service }) => service.type)).to.deep.equal(types);
    });
  }

  it("is ready only when it has recovered, and says so in so many words", async () => {
    await using plugin = await Plugin.start();
    plugin.unready = "not recovered yet";
    const before = await plugin.call(identity.Probe, new v1.ProbeRequest());
    plugin.unready = undefined;
    const after = await plugin.call(identity.Probe, new v1.ProbeRequest());
    // An absent value would mean ready.
    expect([before.has_ready, before.ready.value]).to.deep.equal([true, false]);
    expect([after.has_ready, after.ready.value]).to.deep.equal([true, true]);
  });
});
