/** What people read: safe text, short ages. */
import { expect } from "chai";
import { age, counted, printable, printablePath } from "../../src/cli/text.ts";

describe("printable()", () => {
  for (const [text, wanted] of [
    ["plain ünïcode 漢字 🚀", "plain ünïcode 漢字 🚀"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u001b[31mred\u0007", "\\x1b[31mred\\x07"],
    ["\u009b31m\u007f\0", "\\x9b31m\\x7f\\x00"],
    ["invoice\u202efdp.exe", "invoice\\u{202e}fdp.exe"],
    ["zero\u200bwidth\u2028line\ufeff", "zero\\u{200b}width\\u{2028}line\\u{feff}"],
    ["tag\u{e0041}", "tag\\u{e0041}"],
    ["lone \ud800", "lone \\u{d800}"],
  ] as const) {
    it(`writes ${JSON.stringify(text)} as ${wanted}`, () => {
      expect(printable(text)).to.equal(wanted);
    });
  }
});

describe("printablePath()", () => {
  for (const [bytes, wanted] of [
    ["a/b.txt", "a/b.txt"],
    ["back\\slash", "back\\\\slash"],
    ["\xc3\xa4\xff\xc3", "ä\\xff\\xc3"],
    ["\xf0\x9f\x9a\x80", "🚀"],
    ["overlong \xc0\xaf \xe0\x80\xaf", "overlong \\xc0\\xaf \\xe0\\x80\\xaf"],
    ["surrogate \xed\xa0\x80", "surrogate \\xed\\xa0\\x80"],
    ["too large \xf4\x90\x80\x80", "too large \\xf4\\x90\\x80\\x80"],
    ["\x1b[2J\n\xc2\x9b", "\\x1b[2J\\n\\x9b"],
  ] as const) {
    it(`writes ${JSON.stringify(bytes)} as ${wanted}`, () => {
      expect(printablePath(Buffer.from(bytes, "latin1"))).to.equal(wanted);
    });
  }
});

describe("age()", () => {
  const now = new Date("2026-01-05T12:00:00Z");
  const second = 1;
  const [minute, hour, day] = [60, 3600, 86_400];
  for (const [seconds, wanted] of [
    [-5, "0s"],
    [0, "0s"],
    [119 * second, "119s"],
    [2 * minute, "2m"],
    [7 * minute + 30, "7m30s"],
    [10 * minute + 59, "10m"],
    [179 * minute, "179m"],
    [3 * hour, "3h"],
    [5 * hour + 3 * minute, "5h3m"],
    [8 * hour + 59 * minute, "8h"],
    [47 * hour, "47h"],
    [2 * day, "2d"],
    [3 * day + 4 * hour, "3d4h"],
    [8 * day + hour, "8d"],
    [729 * day, "729d"],
    [730 * day, "2y"],
    [1000 * day, "2y270d"],
    [8 * 365 * day + day, "8y"],
  ] as const) {
    it(`of ${seconds} seconds is ${wanted}`, () => {
      expect(age(new Date(now.getTime() - seconds * 1000).toISOString(), now)).to.equal(wanted);
    });
  }

  it("of what is no time is unknown", () => {
    expect(age("yesterday", now)).to.equal("unknown");
  });
});

describe("counted()", () => {
  it("has a word for one and another for any other number", () => {
    expect([counted(0, "volume"), counted(1, "volume"), counted(2, "entry", "entries")]).to.deep.equal([
      "0 volumes",
      "1 volume",
      "2 entries",
    ]);
  });
});
