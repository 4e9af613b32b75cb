/** Notes of what was set aside, on disk. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DiskAside } from "../../src/store/aside.ts";
import { describeAside } from "../contracts/aside.ts";
import { TemporaryState } from "./temporary-state.ts";

describe("DiskAside", () => {
  describeAside(async () => {
    const state = await TemporaryState.make();
    const aside = new DiskAside(state.layout);
    return {
      aside,
      again: () => new DiskAside(state.layout),
      spoil: async () => {
        const path = join(state.layout.aside, readdirSync(state.layout.aside)[0] ?? "");
        writeFileSync(path, readFileSync(path, "utf8").replace("l1", "l9"));
      },
      async [Symbol.asyncDispose]() {
        state[Symbol.dispose]();
      },
    };
  });

  it("is not kept from its work by what else is in the folder", async () => {
    using state = await TemporaryState.make();
    mkdirSync(join(state.layout.aside, "a.json", "b"), { recursive: true });
    const aside = new DiskAside(state.layout);
    expect(await aside.list()).to.deep.equal([]);
    await aside.keepOnly([]);
    expect(readdirSync(state.layout.aside)).to.deep.equal([]);
  });
});
