/** A thread for tests of threads: functions that answer, fail, wait and die. */
import { workerData } from "node:worker_threads";
import { CacheError } from "../../src/cache/errors.ts";
import { answerCalls } from "../../src/host/thread-messages.ts";

export type TestCalls = typeof calls;

let answered = 0;

const calls = {
  add: (a: number, b: number): number => a + b,
  length: (bytes: Uint8Array): number => bytes.length,
  count(): number {
    answered += 1;
    return answered;
  },
  refuse(): never {
    throw new CacheError("busy", "Cannot do it: it is in use", {
      cause: new Error("EBUSY", { cause: new Error("deep") }),
    });
  },
  fail(): never {
    throw new TypeError("a defect");
  },
  /** Blocks this thread until another one sets the number. */
  wait(shared: Int32Array): void {
    Atomics.wait(shared, 0, 0);
  },
  async later(): Promise<string> {
    await Promise.resolve();
    return "later";
  },
  unsendable: (): unknown => () => undefined,
  die: (): never => process.exit(1),
  exhaust(): number {
    const all: number[][] = [];
    for (;;) all.push(Array.from({ length: 1000 }, (_, index) => index));
  },
};

const { role, loads } = workerData as { readonly role: string; readonly loads: Int32Array };

answerCalls(() => {
  if (role === "reluctant" && Atomics.add(loads, 0, 1) === 0) throw new CacheError("precondition", "not yet");
  return calls;
});
