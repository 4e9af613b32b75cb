/** The mount table as the kernel writes it. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { isOurs, parseMountInfo } from "../../src/host/mountinfo.ts";

const parse = (...lines: readonly string[]) => parseMountInfo(Buffer.from(lines.join("\n"), "latin1"));

describe("parseMountInfo()", () => {
  it("reads device, target, type, source and options, whatever optional fields there are", () => {
    const line = (optional: string): string =>
      `45 27 0:39 / /pods/x/mount rw,nosuid,nodev,relatime ${optional}- overlay cachefork/v1 rw,lowerdir=l/a:l/b,upperdir=l/u`;
    for (const optional of ["", "shared:1 ", "shared:1 master:2 propagate_from:3 "]) {
      expect(parse(line(optional))).to.deep.equal([
        {
          device: "0:39",
          target: "/pods/x/mount",
          type: "overlay",
          source: "cachefork/v1",
          readOnly: false,
          options: "rw,lowerdir=l/a:l/b,upperdir=l/u",
        },
      ]);
    }
  });

  it("undoes the kernel's escapes: blank, tab, newline, backslash", () => {
    const [entry] = parse(String.raw`1 2 0:3 / /a\040b\011c\012d\134e,f:g rw - tmpfs a\040source rw`);
    expect(entry?.target).to.equal("/a b\tc\nd\\e,f:g");
    expect(entry?.source).to.equal("a source");
  });

  it("does not take an escaped backslash for the start of an escape", () => {
    expect(parse(String.raw`1 2 0:3 / /a\134040b rw - tmpfs none rw`)[0]?.target).to.equal(String.raw`/a\040b`);
  });

  it("reads UTF-8, and passes over bytes that are none without losing the line", () => {
    const bytes = Buffer.concat([
      Buffer.from("1 2 0:3 / /tür/"),
      Buffer.from([0xff]),
      Buffer.from(" rw - tmpfs none rw\n"),
    ]);
    expect(parseMountInfo(bytes)[0]?.target).to.equal("/tür/\uFFFD");
  });

  it("tells read-only mounts, by the mount or by its file system", () => {
    const lines = [
      "ro,relatime - tmpfs none rw",
      "rw,relatime - tmpfs none ro,size=1",
      "rw,errors=remount-ro - ext4 /dev/x rw",
    ];
    expect(parse(...lines.map((rest) => `1 2 0:3 / /a ${rest}`)).map((entry) => entry.readOnly)).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it("passes over what does not have the kernel's form", () => {
    expect(parse("", "nonsense", "1 2 0:3 / /a rw", "1 2 0:3 - tmpfs")).to.deep.equal([]);
  });

  it("reads this machine's table whole", () => {
    const table = readFileSync("/proc/self/mountinfo");
    expect(parseMountInfo(table)).to.have.length(table.toString("latin1").trimEnd().split("\n").length);
  });
});

describe("isOurs()", () => {
  const ours = (type: string, source: string): boolean | undefined =>
    parse(`1 2 0:3 / /a rw - ${type} ${source} rw`).map((entry) => isOurs(entry))[0];

  it("takes overlays with our source prefix, and nothing else", () => {
    expect(ours("overlay", "cachefork/v1")).to.equal(true);
    expect(ours("overlay", "overlay")).to.equal(false);
    expect(ours("overlay", "cachefork-trial")).to.equal(false);
    expect(ours("tmpfs", "cachefork/v1")).to.equal(false);
  });
});
