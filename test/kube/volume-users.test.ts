/** Which pods count as users of a driver's volumes. */
import { expect } from "chai";
import type { MountingPod, PersistentVolume } from "../../src/kube/volume-users.ts";
import { claimsOf, usersIn, volumeUsers } from "../../src/kube/volume-users.ts";
import { Api, never } from "./api.ts";

const driver = "csi.example.com";

type Volume = NonNullable<NonNullable<MountingPod["spec"]>["volumes"]>[number];

function pod(name: string, volume: Omit<Volume, "name">, rest: { phase?: string; node?: string; going?: true } = {}) {
  const { phase = "Running", node = "node-1", going } = rest;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace: "ci", name, ...(going ? { deletionTimestamp: "2026-01-01T00:00:00Z" } : {}) },
    spec: { nodeName: node, volumes: [{ name: "token" }, { name: "cache", ...volume }] },
    status: { phase },
  };
}

function volumeOf(claim: string, by = driver, namespace = "ci"): PersistentVolume {
  const spec = { csi: { driver: by }, claimRef: { namespace, name: claim } };
  return { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: `pv-${claim}` }, spec };
}

const inline = { csi: { driver } };

describe("The users of a driver's volumes", () => {
  const rows: readonly (readonly [what: string, pod: MountingPod, uses: boolean])[] = [
    ["a pod that runs with an inline volume", pod("a", inline), true],
    ["one that is being started", pod("a", inline, { phase: "Pending" }), true],
    ["one that no node has yet", pod("a", inline, { phase: "Pending", node: "" }), false],
    ["one that has succeeded", pod("a", inline, { phase: "Succeeded" }), false],
    ["one that has failed", pod("a", inline, { phase: "Failed" }), false],
    ["one that has failed, and cannot go", pod("a", inline, { phase: "Failed", going: true }), true],
    ["one with another driver's volume", pod("a", { csi: { driver: "other.example.com" } }), false],
    ["one with a claim of the driver", pod("a", { persistentVolumeClaim: { claimName: "maven" } }), true],
    ["one with a claim of another driver", pod("a", { persistentVolumeClaim: { claimName: "data" } }), false],
    ["one with a claim of that name elsewhere", pod("a", { persistentVolumeClaim: { claimName: "else" } }), false],
    ["one with a generic ephemeral volume of the driver", pod("b", { ephemeral: {} }), true],
    ["one with a generic ephemeral volume of another driver", pod("c", { ephemeral: {} }), false],
  ];
  const volumes = [
    volumeOf("maven"),
    volumeOf("data", "other.example.com"),
    volumeOf("else", driver, "elsewhere"),
    volumeOf("b-cache"),
  ];
  for (const [what, one, uses] of rows) {
    it(`${uses ? "are" : "are not"} ${what}`, () => {
      const claims = new Set(volumes.flatMap((volume) => claimsOf(volume, driver)));
      expect(usersIn(one, claims, driver)).to.deep.equal(uses ? [`ci/${one.metadata.name}`] : []);
    });
  }

  it("are told in order, of the pods and volumes of the API server", async () => {
    await using api = await Api.start();
    const { objects } = api.server;
    for (const one of [pod("b", inline), pod("a", { persistentVolumeClaim: { claimName: "maven" } }), pod("c", {})])
      objects.create("/pods", one, api.clock.now());
    objects.create("/persistentvolumes", volumeOf("maven"), api.clock.now());
    expect(await volumeUsers(api.client, driver, never)).to.deep.equal(["ci/a", "ci/b"]);
  });
});
