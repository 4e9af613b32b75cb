/** What opening a state directory for a look refuses, and in which words. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { inspectState } from "../../src/store/inspect-state.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { FakeDisk } from "../fakes/fake-disk.ts";
import { skipBecause } from "../host/skip.ts";
import { TemporaryState } from "./temporary-state.ts";

const host = {
  linux: linuxFiles,
  bootId: "boot-1",
  disk: new FakeDisk(),
  mounts: async () => [],
  running: async () => undefined,
  openFiles: async () => undefined,
};

async function refusal(state: string): Promise<CacheError> {
  const refused = await inspectState(state, host, new FakeClock()).catch((error: unknown) => error);
  if (!(refused instanceof CacheError)) throw new Error(`It was not refused: ${String(refused)}`);
  return refused;
}

describe("inspectState()", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cachefork-inspect-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("gives the ledger and the inspection of a state that a plugin made", async () => {
    using state = await TemporaryState.make();
    state.layer("one", { a: { file: "1" }, d: { directory: true, opaque: true } });
    const { ledger, inspection } = await inspectState(state.layout.root, host, new FakeClock());
    await ledger.append(npm, await ledger.head(npm), newGeneration("v1"));
    expect((await ledger.caches()).map(({ key }) => key)).to.deep.equal([npm]);
    expect(ledger.domain).to.match(/^[0-9a-f]{8}$/);
    expect([...(await inspection.survey()).layers]).to.deep.equal(["one"]);
  });

  it("says that a directory does not exist", async () => {
    expect(await refusal(join(root, "nowhere"))).to.include({
      kind: "precondition",
      message: `Cannot read the state in ${root}/nowhere: there is no such directory; name the directory that the plugin's --state names`,
    });
  });

  it("says that a directory is no state, and makes nothing in it", async () => {
    expect((await refusal(root)).message).to.contain("there is no state.json in it");
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("says that a file is no directory", async () => {
    writeFileSync(join(root, "file"), "");
    expect((await refusal(join(root, "file"))).message).to.contain("it is no directory");
  });

  it("says who may read a state that is closed to others", async function () {
    const { geteuid, seteuid } = process;
    if (!seteuid || geteuid?.() !== 0) skipBecause(this, "only root can become somebody else to try it");
    mkdirSync(join(root, "closed"), { mode: 0o700 });
    chmodSync(root, 0o755);
    seteuid(65_534);
    try {
      expect((await refusal(join(root, "closed"))).message).to.contain("permission denied; be the user");
    } finally {
      seteuid(0);
    }
  });

  it("refuses the state of a newer version, and a state.json that is none", async () => {
    writeFileSync(
      join(root, "state.json"),
      '{"uuid":"8a6e0804-2bd0-4672-b79d-d97027f9071a","version":99,"userxattr":false}',
    );
    expect(await refusal(root)).to.include({ kind: "precondition" });
    writeFileSync(join(root, "state.json"), "{");
    expect(await refusal(root)).to.include({ kind: "corrupt" });
  });
});
