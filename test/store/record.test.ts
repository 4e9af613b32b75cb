/** What is believed of a record, and what is not. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readRecord, recordText } from "../../src/store/record.ts";
import { failure } from "../contracts/mounter.ts";

interface Thing {
  readonly layers: readonly string[];
  readonly more?: string | undefined;
}

const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null && "layers" in value;

describe("A record", () => {
  let root: string;
  let path: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cachefork-record-"));
    path = join(root, "thing.json");
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it("is read as it was written, without its sum and what was undefined; no file is no record", async () => {
    writeFileSync(path, recordText({ layers: ["a1"], more: undefined }));
    expect(await readRecord(path, isThing)).to.deep.equal({ layers: ["a1"] });
    expect(await readRecord(join(root, "absent.json"), isThing)).to.equal(undefined);
  });

  it("is read without a sum, as people write it", async () => {
    writeFileSync(path, '{"layers":["a1"]}');
    expect(await readRecord(path, isThing)).to.deep.equal({ layers: ["a1"] });
  });

  it("is corrupt, whatever byte of what it says was changed, also where it would still look right", async () => {
    const text = recordText({ layers: ["a1"], more: "b" });
    const end = text.indexOf(',"sum"');
    for (let at = 0; at < end; at += 1) {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      await failure(readRecord(path, isThing), "corrupt");
    }
  });

  for (const [what, text] of Object.entries({
    "an empty file": "",
    "half a value": '{"layers":',
    "a value of another type": "7",
    nothing: "null",
    "other fields": "{}",
    "zeros, as after a power cut": "\0\0\0\0",
    "a sum of another type": '{"layers":[],"sum":7}',
  })) {
    it(`is corrupt where there is ${what}, and the file is named`, async () => {
      writeFileSync(path, text);
      expect((await failure(readRecord(path, isThing), "corrupt")).message).to.contain(path);
      expect(readFileSync(path, "utf8")).to.equal(text);
    });
  }

  it("is corrupt where there is a directory in its place", async () => {
    mkdirSync(path);
    await failure(readRecord(path, isThing), "corrupt");
  });
});
