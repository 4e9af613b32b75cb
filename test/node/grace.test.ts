/** A grace period ends with the operations that were under way when it began, and with no later ones. */
import { expect } from "chai";
import { Grace } from "../../src/node/grace.ts";

const held = (): PromiseWithResolvers<string> => Promise.withResolvers<string>();

/** Does something when the promise has resolved. */
async function after(promise: Promise<void>, act: () => void): Promise<void> {
  await promise;
  act();
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("Grace", () => {
  it("has passed at once when nothing is under way", async () => {
    await new Grace().passed();
  });

  it("passes when all that was under way has ended, well or not, and waits for nothing that came later", async () => {
    const grace = new Grace();
    const [one, two, later] = [held(), held(), held()];
    const results = [grace.during(() => one.promise), grace.during(() => two.promise).catch(() => "failed")];
    let passed = false;
    const waiting = after(grace.passed(), () => {
      passed = true;
    });
    const third = grace.during(() => later.promise);
    one.resolve("one");
    await turn();
    expect(passed).to.equal(false);
    two.reject(new Error("x"));
    await waiting;
    later.resolve("later");
    expect(await Promise.all([...results, third])).to.deep.equal(["one", "failed", "later"]);
  });

  it("counts an operation inside another one", async () => {
    const grace = new Grace();
    const inner = Promise.withResolvers<void>();
    const outer = grace.during(() => grace.during(() => inner.promise));
    let passed = false;
    const waiting = after(grace.passed(), () => {
      passed = true;
    });
    await turn();
    expect(passed).to.equal(false);
    inner.resolve();
    await Promise.all([outer, waiting]);
  });

  it("counts an operation that throws before it waits", async () => {
    const grace = new Grace();
    const thrown = grace.during(() => {
      throw new Error("at once");
    });
    expect(await thrown.catch(String)).to.equal("Error: at once");
    await grace.passed();
  });
});
