/** Holds a Lease at an API server to its contract, and to what other clients read in it. */
import { expect } from "chai";
import { KubeLease } from "../../src/kube/lease-object.ts";
import { describeLease } from "../contracts/lease.ts";
import { Api, never } from "./api.ts";

const name = { namespace: "cachefork", name: "cachefork-controller" };

describe("KubeLease", () => {
  describeLease(async () => {
    const api = await Api.start();
    return { lease: new KubeLease(api.client, name), [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
  });

  it("is written as Kubernetes' own controllers write it", async () => {
    await using api = await Api.start();
    const time = new Date("2026-01-01T00:00:00.123Z");
    const record = { holder: "pod_1", durationMs: 15_000, acquired: time, renewed: time, transitions: 0 };
    await new KubeLease(api.client, name).create(record, never);
    expect(api.server.objects.find("coordination.k8s.io/leases", "cachefork/cachefork-controller")).to.deep.include({
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      spec: {
        holderIdentity: "pod_1",
        leaseDurationSeconds: 15,
        acquireTime: "2026-01-01T00:00:00.123000Z",
        renewTime: "2026-01-01T00:00:00.123000Z",
        leaseTransitions: 0,
      },
    });
  });

  it("is free where somebody left out what it says", async () => {
    await using api = await Api.start();
    const apiVersion = "coordination.k8s.io/v1";
    await api.client.create(
      { apiVersion, kind: "Lease", plural: "leases", namespaced: true },
      { apiVersion, kind: "Lease", metadata: name },
      never,
    );
    const lease = new KubeLease(api.client, name);
    const known = await lease.read(never);
    expect(known).to.deep.include({ holder: "", transitions: 0 });
    if (known) await lease.update(known, known, never);
  });
});
