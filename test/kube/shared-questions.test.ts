/** Tests that questions are put once for many, and never answered by what was so before. */
import { expect } from "chai";
import { SharedQuestions } from "../../src/kube/shared-questions.ts";

describe("Shared questions", () => {
  let questions: SharedQuestions<number>;
  let put: PromiseWithResolvers<number>[];

  beforeEach(() => {
    questions = new SharedQuestions();
    put = [];
  });

  const ask = (key = "a"): Promise<number> =>
    questions.ask(key, () => {
      const question = Promise.withResolvers<number>();
      put.push(question);
      return question.promise;
    });

  it("are put once more for all who ask while one is under way, and not before that one is answered", async () => {
    const first = ask();
    const others = [ask(), ask(), ask()];
    expect(put).to.have.lengthOf(1);
    put[0]?.resolve(1);
    expect(await first).to.equal(1);
    expect(put).to.have.lengthOf(2);
    put[1]?.resolve(2);
    expect(await Promise.all(others)).to.deep.equal([2, 2, 2]);
  });

  it("are put anew when nobody asks any more, and apart for each key", async () => {
    const [one, other] = [ask("a"), ask("b")];
    put.forEach((question, at) => question.resolve(at));
    expect(await Promise.all([one, other])).to.deep.equal([0, 1]);
    const again = ask("a");
    put[2]?.resolve(7);
    expect(await again).to.equal(7);
  });

  it("fail only those whose question failed", async () => {
    const first = ask();
    const second = ask();
    put[0]?.reject(new Error("no"));
    expect(await first.catch(() => "failed")).to.equal("failed");
    await Promise.resolve();
    put[1]?.resolve(2);
    expect(await second).to.equal(2);
  });
});
