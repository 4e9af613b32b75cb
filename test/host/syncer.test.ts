/** Syncing on a thread, and how requests share a sync. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { type SyncCalls, Syncer } from "../../src/host/syncer.ts";
import { Thread } from "../../src/host/thread.ts";
import { failure } from "../contracts/mounter.ts";
import { workerEntry } from "./real-mounts.ts";
import { TemporaryDirectory } from "./temporary.ts";

/** A thread whose syncs end when the test says so. */
class SlowSyncs implements Pick<Thread<SyncCalls>, "call"> {
  readonly syncs: { end: (error?: Error) => void }[] = [];

  call(): Promise<never> {
    return new Promise((resolve, reject) => {
      this.syncs.push({ end: (error) => (error === undefined ? resolve(undefined as never) : reject(error)) });
    });
  }
}

/** Lets everything run that is ready to. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe("Syncer", () => {
  it("syncs the file system of the state", async () => {
    using directory = new TemporaryDirectory();
    await using thread = new Thread<SyncCalls>({ entry: workerEntry, data: { role: "sync", state: directory.path } });
    const syncer = new Syncer(thread);
    await Promise.all([syncer.syncfs(), syncer.syncfs()]);
    await syncer.syncfs();
  });

  it("says which state it cannot open, each time it is asked", async () => {
    await using thread = new Thread<SyncCalls>({
      entry: workerEntry,
      data: { role: "sync", state: "/cachefork/absent" },
    });
    const syncer = new Syncer(thread);
    const first = await failure(syncer.syncfs(), "not-found");
    expect(first.message).to.equal("Cannot open /cachefork/absent: it does not exist");
    await failure(syncer.syncfs(), "not-found");
  });

  it("lets all share one sync that come before it starts, and those that come later share the next", async () => {
    const thread = new SlowSyncs();
    const syncer = new Syncer(thread);
    const first = Promise.all([syncer.syncfs(), syncer.syncfs()]);
    await settled();
    expect(thread.syncs).to.have.length(1);
    const second = Promise.all([syncer.syncfs(), syncer.syncfs(), syncer.syncfs()]);
    await settled();
    expect(thread.syncs).to.have.length(1);
    thread.syncs[0]?.end();
    await first;
    await settled();
    expect(thread.syncs).to.have.length(2);
    thread.syncs[1]?.end();
    await second;
  });

  it("tells a failure to those that shared it, counts it once, and tries anew for the next", async () => {
    const thread = new SlowSyncs();
    const syncer = new Syncer(thread);
    const first = Promise.all([failure(syncer.syncfs(), "corrupt"), failure(syncer.syncfs(), "corrupt")]);
    await settled();
    const second = syncer.syncfs();
    thread.syncs[0]?.end(new CacheError("corrupt", "EIO"));
    await first;
    await settled();
    thread.syncs[1]?.end();
    await second;
    expect(syncer.lostWrites).to.equal(1);
  });
});
