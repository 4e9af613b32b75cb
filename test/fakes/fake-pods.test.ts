/** The fake pods keep the contract of the real ones. */
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { describePods } from "../contracts/pods.ts";
import { FakePods } from "./fake-pods.ts";

describe("FakePods", () => {
  describePods(async () => {
    const pods = new FakePods();
    let count = 0;
    return {
      pods,
      async run(name) {
        count += 1;
        return { namespace: "builds", pod: name, uid: `uid-${count}`, serviceAccount: "builder", node: "node-1" };
      },
      end: async ({ uid }, outcome) => pods.end(uid, outcome),
      async [Symbol.asyncDispose]() {},
    };
  });

  it("fails the next question as told, and only that", async () => {
    const pods = new FakePods();
    const signal = new AbortController().signal;
    pods.failNext(new CacheError("unavailable", "told so"));
    await failure(pods.ended([], signal), "unavailable");
    await pods.ended([], signal);
  });
});
