/** Amounts of bytes, as Kubernetes writes them and as people read them. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import {
  bytesOf,
  exactQuantity,
  formatBytes,
  parseBytes,
  parseDiskAmount,
  quantityOf,
} from "../../src/cache/quantity.ts";

describe("A quantity", () => {
  const good: Readonly<Record<string, number>> = {
    "0": 0,
    "1000000": 1e6,
    "1k": 1e3,
    "500M": 5e8,
    "1G": 1e9,
    "2T": 2e12,
    "1P": 1e15,
    "1Ki": 1024,
    "500Mi": 500 * 2 ** 20,
    "2Gi": 2 ** 31,
    "1Ti": 2 ** 40,
    "1Pi": 2 ** 50,
    "1.5Gi": 1.5 * 2 ** 30,
    "0.1k": 100,
    "0.3": 0,
  };
  for (const [text, bytes] of Object.entries(good)) {
    it(`${text} is ${bytes} bytes`, () => expect(parseBytes(text)).to.equal(bytes));
  }

  for (const text of [
    "",
    " 1",
    "1 ",
    "1K",
    "1ki",
    "1m",
    "1e3",
    "-1",
    "+1",
    "1,5Gi",
    ".5Gi",
    "1.Gi",
    "Gi",
    "1Ei",
    "0x10",
    "9007199254740993",
    "10000Pi",
    "1Gi\n",
    "NaN",
    "١",
  ]) {
    it(`${JSON.stringify(text)} is refused as invalid`, () => {
      expect(() => parseBytes(text))
        .to.throw(CacheError, JSON.stringify(text))
        .with.property("kind", "invalid");
    });
  }
});

describe("An amount of disk", () => {
  it("is a share or a quantity", () => {
    expect(parseDiskAmount("10%")).to.deep.equal({ share: 0.1 });
    expect(parseDiskAmount("0%")).to.deep.equal({ share: 0 });
    expect(parseDiskAmount("100%")).to.deep.equal({ share: 1 });
    expect(parseDiskAmount("2.5%")).to.deep.equal({ share: 0.025 });
    expect(parseDiskAmount("1Gi")).to.deep.equal({ bytes: 2 ** 30 });
  });

  for (const text of ["101%", "-1%", "%", "10 %", "ten"]) {
    it(`${JSON.stringify(text)} is refused as invalid`, () => {
      expect(() => parseDiskAmount(text))
        .to.throw(CacheError)
        .with.property("kind", "invalid");
    });
  }

  it("is so many whole bytes of a disk", () => {
    expect(bytesOf({ share: 0.1 }, 1005)).to.equal(100);
    expect(bytesOf({ share: 1 }, 1005)).to.equal(1005);
    expect(bytesOf({ bytes: 7 }, 1)).to.equal(7);
  });
});

describe("Bytes for people", () => {
  for (const [bytes, text] of [
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [1024 * 150, "150 KiB"],
    [2 ** 20 - 1, "1024 KiB"],
    [2 ** 30, "1 GiB"],
    [2 ** 50 * 3000, "3000 PiB"],
  ] as const) {
    it(`are ${text} for ${bytes}`, () => expect(formatBytes(bytes)).to.equal(text));
  }
});

describe("Bytes as a quantity", () => {
  for (const [bytes, text] of [
    [0, "0"],
    [1023, "1023"],
    [1536, "1.5Ki"],
    [2 ** 30, "1Gi"],
  ] as const) {
    it(`are ${text} for ${bytes}`, () => expect([quantityOf(bytes), parseBytes(text)]).to.deep.equal([text, bytes]));
  }
});

describe("Bytes to the last one", () => {
  for (const [bytes, text] of [
    [0, "0"],
    [1000, "1000"],
    [2 ** 20, "1Mi"],
    [3 * 2 ** 29, "1536Mi"],
    [20 * 2 ** 30, "20Gi"],
    [2 ** 30 + 1, "1073741825"],
  ] as const) {
    it(`are ${text} for ${bytes}`, () => expect([exactQuantity(bytes), parseBytes(text)]).to.deep.equal([text, bytes]));
  }
});
