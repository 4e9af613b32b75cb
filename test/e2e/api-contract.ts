/** The contract between our client and an API server, on the cluster's own; run where that can be reached, see api-contract.test.ts. */
import { openClient } from "../../src/compose-cluster.ts";
import { SystemClock } from "../../src/host/clock.ts";
import { type ApiWorld, describeApiServer } from "../contracts/api-server.ts";
import { describeApiStreams } from "../contracts/api-server-streams.ts";

const never = new AbortController().signal;
const namespaces = { apiVersion: "v1", kind: "Namespace", plural: "namespaces", namespaced: false };
let count = 0;

async function make(): Promise<ApiWorld> {
  count += 1;
  const kubeconfig = process.env["KUBECONFIG"];
  const client = await openClient({ kubeconfig, clock: new SystemClock(), userAgent: "cachefork-test" });
  const namespace = `contract-${process.pid}-${count}`;
  const object = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
  await client.create(namespaces, object, never);
  return {
    client,
    namespace,
    rules: "all",
    [Symbol.asyncDispose]: async () => {
      await client.delete(namespaces, { name: namespace }, {}, never);
      client[Symbol.dispose]();
    },
  };
}

describe("A real API server", () => {
  describeApiServer(make);
  describeApiStreams(make);
});
