/** Snapshots on disk keep the contract, also after a restart. */
import { mkdtempSync, readdirSync, realpathSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Layout } from "../../src/store/layout.ts";
import { DiskSnapshots } from "../../src/store/snapshots.ts";
import { prepareState } from "../../src/store/state.ts";
import { describeKept, describeSnapshots, newSnapshot } from "../contracts/snapshots.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

describe("DiskSnapshots", () => {
  let layout: Layout;

  beforeEach(async () => {
    layout = new Layout(realpathSync(mkdtempSync(join(tmpdir(), "cachefork-snapshots-"))));
    await prepareState(layout);
  });

  afterEach(() => {
    rmSync(layout.root, { recursive: true });
  });

  const opened = (): DiskSnapshots => new DiskSnapshots(layout, new FakeClock());

  describeSnapshots(async () => ({
    snapshots: opened(),
    spoil: async (id) => truncateSync(join(layout.snapshots, `${id}.json`), 20),
  }));

  describeKept(async () => opened());

  it("are the same after a restart, and leave no draft", async () => {
    const made = await opened().create(newSnapshot());
    expect(await opened().create(newSnapshot())).to.deep.equal(made);
    expect(await opened().list()).to.deep.equal([made]);
    expect(readdirSync(layout.temporary)).to.deep.equal([]);
  });
});
