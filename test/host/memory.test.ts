/** Memory that is given back: what nothing refers to is gone. */
import { expect } from "chai";
import { giveMemoryBack } from "../../src/host/memory.ts";

describe("giveMemoryBack()", () => {
  it("collects what nothing refers to any more, and leaves the rest", async () => {
    const kept = { text: "kept" };
    const found = new WeakRef(kept);
    const lost = new WeakRef({ text: "lost" });
    // A weak reference holds what it was made of until the end of the turn (ECMAScript, KeepDuringJob).
    await new Promise((resolve) => setImmediate(resolve));
    giveMemoryBack();
    giveMemoryBack();
    expect(lost.deref()).to.equal(undefined);
    expect(found.deref()).to.equal(kept);
    expect("gc" in globalThis).to.equal(false);
  });
});
