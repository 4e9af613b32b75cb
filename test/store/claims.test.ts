/** Claims on disk keep the contract, also after a restart. */
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { DiskClaims } from "../../src/store/claims.ts";
import { Layout } from "../../src/store/layout.ts";
import { prepareState } from "../../src/store/state.ts";
import { describeClaims, newClaim } from "../contracts/claims.ts";
import { failure } from "../contracts/mounter.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

describe("DiskClaims", () => {
  let layout: Layout;

  beforeEach(async () => {
    layout = new Layout(realpathSync(mkdtempSync(join(tmpdir(), "cachefork-claims-"))));
    await prepareState(layout);
  });

  afterEach(() => {
    rmSync(layout.root, { recursive: true });
  });

  const opened = (): DiskClaims => new DiskClaims(layout, new FakeClock());

  describeClaims(async () => opened());

  it("are the same after a restart", async () => {
    const made = await opened().create(newClaim());
    expect(await opened().list()).to.deep.equal([made]);
    expect(await opened().create(newClaim())).to.deep.equal(made);
  });

  it("leave no draft", async () => {
    const claims = opened();
    await claims.create(newClaim());
    await claims.create(newClaim());
    await failure(claims.create(newClaim({ capacity: 7 })), "exists");
    expect(readdirSync(layout.temporary)).to.deep.equal([]);
  });

  it("pass over what is no claim's file, and name one that cannot be read", async () => {
    const made = await opened().create(newClaim());
    writeFileSync(join(layout.claims, "README"), "");
    expect(await opened().list()).to.deep.equal([made]);
    writeFileSync(join(layout.claims, `${made.id}.json`), "{");
    expect((await failure(opened().get(made.id), "corrupt")).message).to.contain(made.id);
  });
});
