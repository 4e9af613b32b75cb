/** Counting what became of Kubernetes' tests. */
import { expect } from "chai";
import type { Spec } from "./junit.ts";
import { resultOf } from "./result.ts";
import { textOf } from "./text.ts";

function spec(part: string, outcome: Spec["outcome"], words = ""): Spec {
  const name = `External Storage [Driver: d] [Feature:F] [Testpattern: Dynamic PV (default fs)] [Slow] ${part} should work`;
  return { name, outcome, seconds: 1, words };
}

const passed = spec("volumes", "passed");
const block = spec("volumeMode", "skipped", "Driver csi.cachefork.dev doesn't support Block -- skipping");

describe("The result of Kubernetes' tests", () => {
  it("counts by part of the suite, without the tests that nobody selected", () => {
    const { parts, total } = resultOf([passed, spec("subPath", "failed", "no"), block, spec("volumes", "unselected")]);
    const none = { selected: 1, applied: 0, passed: 0, failed: 0, undeclared: 0, pointless: 0 };
    expect(parts).to.deep.equal({
      subPath: { ...none, applied: 1, failed: 1 },
      volumeMode: { ...none, undeclared: 1 },
      volumes: { ...none, applied: 1, passed: 1 },
    });
    expect(total).to.deep.equal({ selected: 3, applied: 2, passed: 1, failed: 1, undeclared: 1, pointless: 0 });
  });

  it("is good when everything that applies passes", () => {
    expect(resultOf([passed, block])).to.include({ good: true });
  });

  it("is bad when a test failed, also one of the suite's own steps", () => {
    const step = { name: "[SynchronizedBeforeSuite]", outcome: "failed", seconds: 1, words: "no nodes" } as const;
    expect(resultOf([passed, step])).to.include({ good: false });
    expect(textOf(resultOf([passed, step]))).to.contain("FAILED: [SynchronizedBeforeSuite]\n    no nodes");
  });

  it("is bad when nothing applied", () => {
    expect(resultOf([block])).to.include({ good: false });
    expect(textOf(resultOf([block]))).to.contain("No test applied.");
  });

  it("is bad when a test is left out for a reason that nobody has written down", () => {
    const result = resultOf([
      passed,
      spec("volumes", "skipped", 'Driver "csi.cachefork.dev" does not support exec - skipping'),
    ]);
    expect(result).to.include({ good: false });
    expect(textOf(result)).to.contain("LEFT OUT for no reason that is known");
  });

  it("tells what is not declared from what goes with no volume of its kind", () => {
    const odd = spec("snapshottable", "skipped", 'volume type "DynamicPV" is not ephemeral');
    const result = resultOf([passed, block, odd]);
    expect(result.total).to.include({ undeclared: 1, pointless: 1 });
    expect(result.undeclared).to.deep.equal({ "block volumes": 1 });
  });

  it("tells a test of snapshots that goes with none from a driver that has none", () => {
    const words = 'Driver "csi.cachefork.dev" does not support snapshots - skipping';
    expect(resultOf([passed, spec("multiVolume", "skipped", words)])).to.include({ good: true });
    expect(resultOf([passed, spec("snapshottable", "skipped", words)])).to.include({ good: false });
  });
});
