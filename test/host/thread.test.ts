/** A thread that is called like an object, and what happens when it fails, waits or dies. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { CacheError, kindOf, messageOf } from "../../src/cache/errors.ts";
import { Thread } from "../../src/host/thread.ts";
import { failure } from "../contracts/mounter.ts";
import type { TestCalls } from "./thread-worker.ts";

const entry = new URL("thread-worker.ts", import.meta.url);
const shared = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

function wake(waiting: Int32Array): void {
  Atomics.store(waiting, 0, 1);
  Atomics.notify(waiting, 0);
}

/** The names of this process's threads (proc_pid_comm(5)). */
function threadNames(): string[] {
  return readdirSync("/proc/self/task").flatMap((id) => {
    try {
      return [readFileSync(`/proc/self/task/${id}/comm`, "utf8").trim()];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

describe("Thread", () => {
  let thread: Thread<TestCalls>;

  beforeEach(() => {
    thread = new Thread<TestCalls>({ entry, data: { role: "test" } });
  });

  afterEach(async () => {
    await thread[Symbol.asyncDispose]();
  });

  it("answers calls with values, bytes and what a promise brings", async () => {
    expect(await thread.call("add", 1, 2)).to.equal(3);
    expect(await thread.call("length", Buffer.from([0, 255]))).to.equal(2);
    expect(await thread.call("later")).to.equal("later");
  });

  it("carries out calls in their order, on one thread", async () => {
    const calls = Array.from({ length: 50 }, () => thread.call("count"));
    expect(await Promise.all(calls)).to.deep.equal(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("rejects with the CacheError of the thread: kind, message and the messages of its causes", async () => {
    const error = await failure(thread.call("refuse"), "busy");
    expect(error).to.be.instanceOf(CacheError);
    expect(messageOf(error)).to.equal("Cannot do it: it is in use: EBUSY: deep");
  });

  it("rejects with internal for an error that is none of ours, and goes on", async () => {
    const error = await failure(thread.call("fail"), "internal");
    expect(error.message).to.equal("a defect");
    expect(error.stack).to.contain("thread-worker.ts");
    expect(await thread.call("add", 1, 1)).to.equal(2);
  });

  it("rejects what cannot be sent, in either direction, and goes on", async () => {
    await failure(thread.call("unsendable"), "internal");
    const unsendable = (() => undefined) as unknown as number;
    await failure(thread.call("add", unsendable, 1), "internal");
    expect(await thread.call("add", 1, 1)).to.equal(2);
  });

  it("rejects with internal the call at which it died, with unavailable those that it had not come to, and is started anew", async () => {
    expect(await thread.call("count")).to.equal(1);
    const [died, ...behind] = [thread.call("die"), thread.call("count"), thread.call("die")].map((call) =>
      call.catch((error: unknown) => messageOf(error)),
    );
    expect(await died).to.equal("The test thread died while it worked");
    const next = "The test thread died before it came to this: try it again";
    expect(await Promise.all(behind)).to.deep.equal([next, next]);
    await failure(thread.call("die"), "internal");
    expect(await thread.call("count")).to.equal(1);
  });

  it("rejects with unavailable what it was not asked to do before it died, whatever it had answered", async () => {
    const calls = [thread.call("count"), thread.call("die"), thread.call("count")];
    const kinds = calls.map((call) => call.then(() => "answered", kindOf));
    expect(await Promise.all(kinds)).to.deep.equal(["answered", "internal", "unavailable"]);
  });

  it("dies alone when it takes more memory than it may", async () => {
    await using small = new Thread<TestCalls>({ entry, data: { role: "small" }, limits: { heapMb: 24 } });
    const error = await failure(small.call("exhaust"), "internal");
    expect(messageOf(error)).to.match(/memory/);
    expect(await small.call("add", 1, 2)).to.equal(3);
  });

  it("loads its functions again with the next call when loading failed", async () => {
    await using reluctant = new Thread<TestCalls>({ entry, data: { role: "reluctant", loads: shared() } });
    await failure(reluctant.call("add", 1, 2), "precondition");
    expect(await reluctant.call("add", 1, 2)).to.equal(3);
  });

  it("ends when the calls in flight are done, and takes no more", async () => {
    const waiting = shared();
    const call = thread.call("wait", waiting);
    const order: string[] = [];
    const ended = thread[Symbol.asyncDispose]().then(() => order.push("ended"));
    await failure(thread.call("add", 1, 2), "cancelled");
    wake(waiting);
    await call.then(() => order.push("answered"));
    await ended;
    expect(order).to.deep.equal(["answered", "ended"]);
  });

  it("rests when it has not been called for its time, and is started anew by the next call", async () => {
    await using idle = new Thread<TestCalls>({ entry, data: { role: "rests" }, idleMs: 1 });
    expect(await idle.call("count")).to.equal(1);
    while (threadNames().includes("rests")) await new Promise((resolve) => setImmediate(resolve));
    expect(await idle.call("count")).to.equal(1);
  });

  it("does not rest while a call is in flight", async () => {
    const waiting = shared();
    const call = thread.call("wait", waiting);
    thread.rest();
    wake(waiting);
    await call;
    expect(await thread.call("count")).to.equal(1);
    thread.rest();
    expect(await thread.call("count")).to.equal(1);
  });

  it("ends without ever having been called", async () => {
    await new Thread<TestCalls>({ entry, data: { role: "idle" } })[Symbol.asyncDispose]();
  });

  it("keeps the process while a call is in flight, and not when it is idle", () => {
    const program = `
      import { Thread } from ${JSON.stringify(new URL("../../src/host/thread.ts", import.meta.url).href)};
      const thread = new Thread({ entry: new URL(${JSON.stringify(entry.href)}), data: { role: "test" } });
      void thread.call("add", 1, 2).then((sum) => process.stdout.write("sum " + sum));`;
    const run = spawnSync(process.execPath, ["--eval", program], {
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(run.stdout, run.stderr).to.equal("sum 3");
    expect(run.status).to.equal(0);
  });
});
