/** What a real cluster makes of the chart: it takes every rendering, and holds each node plugin to its own node. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments, stringify } from "yaml";
import type { GenerationKind } from "../../src/cache/generation.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { apiVersion } from "../../src/kube/resources.ts";
import { template } from "../../tools/render.ts";
import { root } from "../../tools/run.ts";
import { namespace } from "../cluster/cachefork-install.ts";
import { newGeneration } from "../contracts/ledger.ts";
import { ownPodOn } from "./own-pods.ts";
import { helmRelease } from "./release.ts";
import { cluster } from "./stage.ts";

const valuesFolder = join(root, "test", "chart", "values");

/** Makes an object as the node plugin's own account, to try: prints the status and the message. */
const make = `
const { readFileSync } = require("node:fs");
const folder = "/var/run/secrets/kubernetes.io/serviceaccount/";
const [, plural, json] = process.argv;
const request = require("node:https").request({
  host: process.env.KUBERNETES_SERVICE_HOST,
  port: process.env.KUBERNETES_SERVICE_PORT,
  path: "/apis/cachefork.dev/v1alpha1/" + plural + "?dryRun=All",
  method: "POST",
  ca: readFileSync(folder + "ca.crt"),
  headers: { authorization: "Bearer " + readFileSync(folder + "token", "utf8"), "content-type": "application/json" },
}, (answer) => {
  let text = "";
  answer.on("data", (chunk) => { text += chunk; });
  answer.on("end", () => console.log(answer.statusCode, JSON.parse(text).message ?? ""));
});
request.end(json);
`;

describe("The chart on a cluster", () => {
  it("is taken whatever its values", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cachefork-chart-"));
    try {
      for (const file of await readdir(valuesFolder)) {
        // The parameters of a class that is there cannot be changed.
        const set = ["--set", "storageClass.name=other,volumeSnapshotClass.name=other"];
        const { output } = await template("--values", join(valuesFolder, file), ...set);
        const objects = parseAllDocuments(output).map((document) => document.toJS() as { apiVersion?: string } | null);
        // Prometheus' operator is not there.
        const known = objects.filter((object) => object !== null && !object.apiVersion?.startsWith("monitoring."));
        const path = join(folder, file);
        await writeFile(path, known.map((object) => stringify(object)).join("---\n"));
        const flags = ["--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict"];
        await cluster.mustKubectl("apply", ...flags, `--filename=${path}`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("passes its own test, which helm test runs", async () => {
    const { code, stdout, stderr } = await helmRelease("test", "--timeout=120s");
    expect(code, `${stdout}${stderr}`).to.equal(0);
    expect(stdout)
      .to.match(/^TEST SUITE: +cachefork-test$/m)
      .and.to.match(/^Phase: +Succeeded$/m);
  });

  /** What the API server answers to the node plugin of node-1 that makes this. */
  async function tried(plural: string, object: object): Promise<string> {
    const pod = await ownPodOn("node", "node-1");
    const command = ["node", "-e", make, plural, JSON.stringify(object)];
    return cluster.mustKubectl("exec", `--namespace=${namespace}`, pod.name, "--", ...command);
  }

  it("keeps a node plugin to the Holding of its own node", async () => {
    const tryAs = (name: string): Promise<string> =>
      tried("holdings", { apiVersion, kind: "Holding", metadata: { name }, spec: { node: name, domain: "0a1b2c3d" } });
    // Made already, or not yet.
    expect(await tryAs("node-1")).to.match(/^(201|409) /);
    expect(await tryAs("node-2")).to.match(/^4\d\d .*may only write the Holding of its own node/);
  });

  it("keeps a node plugin to generations that come from its own node, of whatever kind", async () => {
    const by = { namespace: "", pod: "", uid: "", serviceAccount: "" };
    const place = {
      cache: { namespace: "default", name: "npm" },
      cacheUID: "none",
      scope: "default",
      domain: "0a1b2c3d",
    };
    const tryAs = (kind: GenerationKind, node: string): Promise<string> => {
      const made = { ...newGeneration("", { kind, by: { ...by, node } }), ...place, number: 7, parent: 0 };
      return tried("namespaces/default/generations", toResource(made));
    };
    for (const kind of ["build", "compacted", "pruned", "imported"] as const) {
      expect(await tryAs(kind, "node-1"), kind).to.match(/^201 /);
      expect(await tryAs(kind, "node-2"), kind).to.match(/^4\d\d .*that come from its own node/);
    }
  });

  it("keeps a node plugin out of a domain that another node has, for good", async () => {
    const spec = { node: "elsewhere", domain: "0e15e0e0" };
    const elsewhere = { apiVersion, kind: "Holding", metadata: { name: "elsewhere" }, spec };
    await cluster.apply(elsewhere);
    try {
      const by = { namespace: "", pod: "", uid: "", serviceAccount: "", node: "node-1" };
      const place = { cache: { namespace: "default", name: "npm" }, cacheUID: "none", scope: "default" };
      const tryIn = (domain: string): Promise<string> => {
        const made = { ...newGeneration("", { kind: "compacted", by }), ...place, domain, number: 7, parent: 0 };
        return tried("namespaces/default/generations", toResource(made));
      };
      expect(await tryIn("0e15e0e0")).to.match(/^4\d\d .*a domain that is no other node's/);
      const own = await cluster.mustKubectl("get", "holding", "node-1", "--output=jsonpath={.spec.domain}");
      expect(await tryIn(own)).to.match(/^201 /);
      const claimed = { ...elsewhere, metadata: { name: "node-1" }, spec: { node: "node-1", domain: "0e15e0e0" } };
      expect(await tried("holdings", claimed)).to.match(/^4\d\d .*a domain that is no other node's/);
      const changes = JSON.stringify({ spec: { domain: own } });
      const { code, stderr } = await cluster.kubectl(
        "patch",
        "holding",
        "elsewhere",
        "--type=merge",
        `--patch=${changes}`,
      );
      expect(code).to.not.equal(0);
      expect(stderr).to.contain("a holding's node and domain never change");
    } finally {
      await cluster.mustKubectl("delete", "holding", "elsewhere");
    }
  });

  it("lets a node plugin make only a Cache on which nothing is kept", async () => {
    const tryWith = (metadata: object, spec: object = {}): Promise<string> =>
      tried("namespaces/default/caches", { apiVersion, kind: "Cache", metadata: { name: "new", ...metadata }, spec });
    expect(await tryWith({})).to.match(/^201 /);
    const refused = /^4\d\d .*asks for nothing and has nothing kept on it/;
    expect(await tryWith({ annotations: { "snapshot.cachefork.dev/s": "{}" } })).to.match(refused);
    expect(await tryWith({ labels: { "claim.cachefork.dev/c": "" } })).to.match(refused);
    expect(await tryWith({}, { source: { cache: "npm", domain: "0e15e0e0", generation: 1 } })).to.match(refused);
  });

  it("lets a node plugin make caches, and not delete them, read a secret or list pods", async () => {
    const account = `system:serviceaccount:${namespace}:cachefork-node`;
    const may = async (...question: readonly string[]): Promise<string> =>
      (await cluster.kubectl("auth", "can-i", ...question, "--all-namespaces", `--as=${account}`)).stdout.trim();
    expect(await may("create", "caches.cachefork.dev")).to.equal("yes");
    expect(await may("delete", "caches.cachefork.dev")).to.equal("no");
    expect(await may("patch", "caches.cachefork.dev", "--subresource=status")).to.equal("no");
    expect(await may("get", "secrets")).to.equal("no");
    expect(await may("list", "pods")).to.equal("no");
  });
});
