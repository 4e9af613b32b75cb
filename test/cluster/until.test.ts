/** How waiting ends: with an answer, too late, or without hope. */
import { expect } from "chai";
import { until } from "./until.ts";

const failure = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof Error ? error.message : "?"),
  );

describe("Waiting until something is so", () => {
  it("answers the first answer", async () => {
    let asked = 0;
    const answer = await until(() => (++asked === 3 ? "yes" : undefined), { what: "yes", seconds: 5, every: 1 });
    expect([answer, asked]).to.deep.equal(["yes", 3]);
  });

  it("says what did not come, with the last error", async () => {
    const asking = until(() => Promise.reject(new Error("nobody there")), { what: "answer", seconds: 0, every: 1 });
    expect(await failure(asking)).to.equal("No answer after 0 s; the last error: nobody there");
  });

  it("ends as soon as there is no hope", async () => {
    const asking = until(() => undefined, {
      what: "answer",
      seconds: 3600,
      every: 1,
      hopeless: () => Promise.resolve("it crashed"),
    });
    expect(await failure(asking)).to.equal("There will be no answer: it crashed");
  });
});
