/** The real plugin as kubelet meets it: found by its socket, asked again after each start, and forgotten when it stops. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Kubelet } from "../csi/kubelet.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const registered = "Kubelet has registered the plugin";

describeSystem("A plugin that registers itself", () => {
  it("is found when it can serve, healthy when kubelet has it, and forgotten when it stops", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cachefork-registry-"));
    const socket = join(folder, "csi.cachefork.dev-reg.sock");
    await using plugin = await Running.start({ flags: ["--register", folder, "--metrics", "127.0.0.1:19809"] });
    const health = async (): Promise<[number, string]> => {
      const answer = await fetch("http://127.0.0.1:19809/healthz");
      return [answer.status, await answer.text()];
    };
    expect(await health()).to.deep.equal([503, "kubelet has not registered the plugin yet\n"]);
    {
      using kubelet = new Kubelet(socket);
      expect((await kubelet.ask()).endpoint).to.equal(plugin.socket);
      await kubelet.tell({ plugin_registered: true });
    }
    await plugin.said(registered);
    expect(await health()).to.deep.equal([200, "ok\n"]);

    const from = plugin.lines.length;
    await plugin.end("SIGKILL");
    expect(existsSync(socket)).to.equal(true);
    await plugin.start();
    expect((await health())[0]).to.equal(503);
    {
      using kubelet = new Kubelet(socket);
      await kubelet.ask();
      await kubelet.tell({ plugin_registered: true });
    }
    await plugin.said(registered, from);
    expect(await health()).to.deep.equal([200, "ok\n"]);

    expect(await plugin.end("SIGTERM")).to.equal(0);
    expect(existsSync(socket)).to.equal(false);
    rmSync(folder, { recursive: true });
  });
});
