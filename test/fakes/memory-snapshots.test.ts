/** Holds the fake snapshots to the contract of the real ones. */
import { describeKept, describeSnapshots } from "../contracts/snapshots.ts";
import { MemorySnapshots } from "./memory-snapshots.ts";

describe("MemorySnapshots", () => {
  describeKept(async () => new MemorySnapshots());

  describeSnapshots(async () => {
    const snapshots = new MemorySnapshots();
    return { snapshots, spoil: async (id) => snapshots.spoil(id) };
  });
});
