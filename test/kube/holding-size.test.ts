/** Tells how many logs a Holding has room for. */
import { expect } from "chai";
import { fitting } from "../../src/kube/holding-size.ts";
import type { HoldingLog } from "../../src/kube/resources.ts";

/** What etcd takes in a request. */
const limit = 1.5 * 2 ** 20;

function logs(count: number, refusal: string): HoldingLog[] {
  const long = "n".repeat(63);
  return Array.from({ length: count }, (_, at) => ({
    namespace: long,
    cache: `${at}`.padStart(63, "c"),
    head: at,
    floor: 0,
    generations: 5,
    size: 1e12,
    pendingDeltas: 0,
    hits: 1e6,
    coldStarts: 1e6,
    conflicts: 1e6,
    lastRefusal: {
      time: "2026-01-01T00:00:00Z",
      pod: `${long}/${"p".repeat(253)}`,
      reason: "size-limit",
      message: refusal,
    },
  }));
}

describe("A Holding", () => {
  it("has room for all logs where little was refused", () => {
    const all = logs(1000, "too large");
    expect(fitting(all).length).to.be.within(700, 1000);
    expect(fitting(all.slice(0, 300))).to.have.lengthOf(300);
    expect(fitting([])).to.deep.equal([]);
  });

  it("leaves out those that were used longest ago, rather than to grow larger than the API server takes", () => {
    const all = logs(1000, "ö".repeat(1000));
    const some = fitting(all);
    expect(some).to.deep.equal(all.slice(0, some.length));
    expect(some.length).to.be.above(200);
    const notes = JSON.stringify(some.map(({ namespace, cache }) => ({ namespace, cache, fields: "f".repeat(250) })));
    expect(Buffer.byteLength(JSON.stringify(some)) + Buffer.byteLength(notes)).to.be.below(limit - 100_000);
  });
});
