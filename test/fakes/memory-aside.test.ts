/** The notes in memory keep the contract of those on disk. */
import { describeAside } from "../contracts/aside.ts";
import { MemoryAside } from "./memory-aside.ts";

describe("MemoryAside", () => {
  describeAside(async () => {
    const aside = new MemoryAside();
    return { aside, again: () => aside, spoil: async () => aside.spoil(), async [Symbol.asyncDispose]() {} };
  });
});
