/** Tests the table from kinds to codes on the wire. */
import { expect } from "chai";
import { CacheError, type ErrorKind } from "../../src/cache/errors.ts";
import { statusOf } from "../../src/csi/status.ts";
import { mountable, node, outcome, Plugin, v1 } from "./plugin.ts";

const codes: Readonly<Record<ErrorKind, string>> = {
  invalid: "INVALID_ARGUMENT",
  "not-found": "NOT_FOUND",
  exists: "ALREADY_EXISTS",
  conflict: "ABORTED",
  busy: "ABORTED",
  exhausted: "RESOURCE_EXHAUSTED",
  "out-of-range": "OUT_OF_RANGE",
  precondition: "FAILED_PRECONDITION",
  unavailable: "UNAVAILABLE",
  corrupt: "DATA_LOSS",
  cancelled: "CANCELLED",
  deadline: "DEADLINE_EXCEEDED",
  internal: "INTERNAL",
};
const kinds = Object.keys(statusOf).filter((name): name is ErrorKind => name in codes);

describe("The status of an error", () => {
  let plugin: Plugin;

  before(async () => {
    plugin = await Plugin.start();
  });

  after(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  async function failing(failure: Error): Promise<string> {
    plugin.flows.failNext(failure);
    const request = new v1.NodePublishVolumeRequest({
      volume_id: "v1",
      target_path: "/target",
      volume_capability: mountable(),
      volume_context: new Map([["cache", "npm"]]),
    });
    return outcome(plugin.call(node.NodePublishVolume, request));
  }

  it("is tested for every kind", () => {
    expect(kinds).to.have.members(Object.keys(codes));
    expect(Object.keys(statusOf)).to.have.members(Object.keys(codes));
  });

  for (const kind of kinds) {
    it(`of kind ${kind} is ${codes[kind]}`, async () => {
      const told = await failing(new CacheError(kind, "Cannot mount it"));
      expect(told.split(":")[0]).to.equal(codes[kind]);
      expect(told).to.include("Cannot mount it");
    });
  }

  it("tells the causes, too", async () => {
    const cause = new Error("EACCES");
    expect(await failing(new CacheError("precondition", "Cannot mount it", { cause }))).to.equal(
      "FAILED_PRECONDITION: Cannot mount it: EACCES",
    );
  });

  it("of a foreign error is INTERNAL with a short message, and its stack is in the log only", async () => {
    plugin.log.length = 0;
    expect(await failing(new TypeError("x is undefined"))).to.equal(
      "INTERNAL: Internal error: x is undefined; see the plugin's log",
    );
    const [line] = plugin.logged("NodePublishVolume");
    expect(line).to.deep.include({ level: 50, code: "INTERNAL" });
    expect(JSON.stringify(line)).to.include("status.test.ts");
  });

  it("is told for messages with half a character, of other alphabets and of any length", async () => {
    expect(await failing(new CacheError("invalid", "half \ud83d"))).to.equal("INVALID_ARGUMENT: half \ufffd");
    expect(await failing(new CacheError("invalid", "größe 大小"))).to.equal("INVALID_ARGUMENT: größe 大小");
    expect(await failing(new CacheError("invalid", "x".repeat(100_000)))).to.match(/^INVALID_ARGUMENT: x{1500}…$/);
  });
});
