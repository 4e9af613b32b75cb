/** Holds the fake API server to the contract of the real one. */
import { Client } from "../../src/kube/client.ts";
import { type ApiWorld, describeApiServer } from "../contracts/api-server.ts";
import { describeApiStreams } from "../contracts/api-server-streams.ts";
import { FakeApiServer } from "./fake-api-server.ts";
import { FakeClock } from "./fake-clock.ts";

describe("FakeApiServer", () => {
  describeApiServer(makeWorld);
  describeApiStreams(makeWorld);
});

async function makeWorld(): Promise<ApiWorld> {
  const api = await FakeApiServer.start();
  const connection = { server: api.url, tls: {}, token: () => Promise.resolve(undefined) };
  const client = new Client({ connection, clock: new FakeClock(), userAgent: "test" });
  return {
    client,
    namespace: "builds",
    rules: "immutability",
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}
