/** The contract of the port Pods, for the fake and the real ones alike. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Author } from "../../src/cache/generation.ts";
import type { Pods } from "../../src/cache/ports.ts";
import { failure } from "./mounter.ts";

/** What the suite needs around pods; disposed after each test, whatever happened in it. */
export interface PodsWorld extends AsyncDisposable {
  readonly pods: Pods;
  /** A pod of this name that runs, as kubelet told it to the node plugin. */
  run(name: string): Promise<Author>;
  /** Lets it end for good: succeed, unless told otherwise. */
  end(pod: Author, outcome?: "succeeded" | "failed" | "gone"): Promise<void>;
}

/** Runs the contract on pods in a world that `make` makes anew for each test. */
export function describePods(make: () => Promise<PodsWorld>): void {
  const never = new AbortController().signal;
  let world: PodsWorld;

  beforeEach(async () => {
    world = await make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("names none that runs", async () => {
    expect(await world.pods.ended([await world.run("a"), await world.run("b")], never)).to.deep.equal(new Set());
  });

  it("names those that have ended, by uid, of those that were asked about", async () => {
    const [a, b, c] = [await world.run("a"), await world.run("b"), await world.run("c")];
    await world.end(b);
    await world.end(c);
    expect(await world.pods.ended([a, b], never)).to.deep.equal(new Set([b.uid]));
    expect(await world.pods.ended([a], never)).to.deep.equal(new Set());
  });

  it("tells a pod from another one of the same name before it", async () => {
    const first = await world.run("a");
    await world.end(first);
    const second = await world.run("a");
    expect(await world.pods.ended([first, second], never)).to.deep.equal(new Set([first.uid]));
  });

  for (const outcome of ["succeeded", "failed", "gone"] as const) {
    it(`says of one that has ${outcome} that it has`, async () => {
      const [pod, other] = [await world.run("a"), await world.run("b")];
      await world.end(pod, outcome);
      const outcomes = [await world.pods.outcome(pod, never), await world.pods.outcome(other, never)];
      expect(outcomes).to.deep.equal([outcome, "open"]);
      expect(await world.pods.ended([pod, other], never)).to.deep.equal(new Set([pod.uid]));
    });
  }

  it("is asked about nobody, and names nobody", async () => {
    expect(await world.pods.ended([], never)).to.deep.equal(new Set());
  });

  it("ends with what the signal carries", async () => {
    const pod = await world.run("a");
    await failure(world.pods.ended([pod], AbortSignal.abort(new CacheError("deadline", "out of time"))), "deadline");
  });
}
