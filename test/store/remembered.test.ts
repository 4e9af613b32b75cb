/** Records that are remembered are never other than what is on disk. */
import { mkdtempSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Remembered } from "../../src/store/remembered.ts";
import { failure } from "../contracts/mounter.ts";

const isText = (value: unknown): value is { text: string } =>
  typeof value === "object" && value !== null && "text" in value;

describe("Remembered", () => {
  let directory: string;
  let path: string;
  let records: Remembered;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "cachefork-remembered-"));
    path = join(directory, "record.json");
    records = new Remembered();
    writeFileSync(path, '{"text": "first"}');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("reads a file once, also when it is touched", async () => {
    const first = await records.read(path, isText);
    expect(first).to.deep.equal({ text: "first" });
    utimesSync(path, 1, 1);
    expect(await records.read(path, isText)).to.equal(first);
  });

  it("reads what took its place", async () => {
    await records.read(path, isText);
    writeFileSync(`${path}.new`, '{"text": "other"}');
    renameSync(`${path}.new`, path);
    expect(await records.read(path, isText)).to.deep.equal({ text: "other" });
  });

  it("has nothing to show of what is gone", async () => {
    await records.read(path, isText);
    rmSync(path);
    expect(await records.read(path, isText)).to.equal(undefined);
  });

  it("shows nothing of a file that was cut off since", async () => {
    await records.read(path, isText);
    truncateSync(path, 5);
    await failure(records.read(path, isText), "corrupt");
  });
});
