/** Tests what the guard says, asking a fake API server. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { isKind } from "../src/cache/errors.ts";
import { guardHelp, runGuard } from "../src/compose-guard.ts";
import type { Kind, Resource } from "../src/kube/resources.ts";
import { Api, never } from "./kube/api.ts";

const pods: Kind<Resource> = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true };

describe("The guard", () => {
  let api: Api;
  let folder: string;

  beforeEach(async () => {
    api = await Api.start();
    folder = await mkdtemp(join(tmpdir(), "cachefork-"));
    const config = {
      clusters: [{ name: "c", cluster: { server: api.server.url.href } }],
      users: [{ name: "u", user: { token: "t" } }],
      contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      "current-context": "x",
    };
    await writeFile(join(folder, "config"), JSON.stringify(config));
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** Its exit code, and what it wrote. */
  async function guard(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const said = { out: "", err: "" };
    const code = await runGuard(argv, { CACHEFORK_KUBECONFIG: join(folder, "config") }, "1.2.3", {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    });
    return { code, ...said };
  }

  async function runs(name: string, driver: string): Promise<void> {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { namespace: "ci", name },
      spec: { nodeName: "node-1", volumes: [{ name: "cache", csi: { driver } }] },
    };
    await api.client.create(pods, pod, never);
  }

  it("is content when no pod has a volume of the driver", async () => {
    await runs("other", "other.example.com");
    expect(await guard()).to.deep.equal({ code: 0, out: "No pod has a volume of csi.cachefork.dev.\n", err: "" });
  });

  it("fails with the names of those that have", async () => {
    await runs("b", "csi.cachefork.dev");
    await runs("a", "csi.cachefork.dev");
    const { code, out, err } = await guard();
    expect([code, out]).to.deep.equal([4, "ci/a\nci/b\n"]);
    expect(err).to.match(/2 pods have volumes of csi\.cachefork\.dev, .*end them first\n$/);
  });

  it("asks for the driver that it is told", async () => {
    await runs("a", "canary.cachefork.dev");
    expect((await guard("--driver-name=canary.cachefork.dev")).code).to.equal(4);
    expect((await guard()).code).to.equal(0);
  });

  it("does not take an API server that refuses for one without pods", async () => {
    api.server.failNext({ code: 403 });
    const failed = await guard().catch((error: unknown) => error);
    expect(isKind(failed, "precondition"), String(failed)).to.equal(true);
  });

  it("refuses flags that it does not know, and tells those it does", async () => {
    for (const argv of [["--driver"], ["--driver-name", "a/b"], ["word"]]) {
      const failed = await guard(...argv).catch((error: unknown) => error);
      expect(isKind(failed, "invalid"), `${argv.join(" ")}: ${String(failed)}`).to.equal(true);
    }
    expect(await guard("--help")).to.deep.equal({ code: 0, out: guardHelp, err: "" });
  });
});
