/** The words of npm run test:storage. */
import { expect } from "chai";
import { readOptions } from "./options.ts";
import { select } from "./selection.ts";

describe("The words of npm run test:storage", () => {
  it("ask for the whole suite unless they say otherwise", () => {
    expect(readOptions([])).to.deep.equal({
      help: false,
      build: false,
      quick: false,
      focus: undefined,
      processes: 4,
      driver: undefined,
      json: false,
    });
  });

  it("are refused with what is wrong with them", () => {
    expect(() => readOptions(["--procs", "0"])).to.throw('--procs cannot be "0"');
    expect(() => readOptions(["-o", "yaml"])).to.throw('-o cannot be "yaml"');
    expect(() => readOptions(["--focus", "("])).to.throw('--focus cannot be "("');
    expect(() => readOptions(["--quik"])).to.throw("--quik");
  });

  const inline =
    "[sig-storage] CSI Volumes External Storage [Driver: csi.cachefork.dev] [Testpattern: CSI Ephemeral-volume (default fs)] ephemeral should create read-only inline ephemeral volume";
  const chosen = (options: Parameters<typeof select>[0], name: string): boolean => {
    const { focus, skip } = select(options);
    return new RegExp(focus).test(name) && !new RegExp(skip).test(name);
  };

  it("select tests of outside drivers that leave kubelets alone", () => {
    const all = { quick: false, focus: undefined };
    expect(chosen(all, inline)).to.equal(true);
    expect(chosen(all, inline.replace("External Storage", "CSI Mock"))).to.equal(false);
    expect(chosen(all, `${inline} [Disruptive]`)).to.equal(false);
  });

  it("leave out of the quick selection what takes minutes", () => {
    const name = inline.replace(
      /\[Testpattern.*/,
      "[Testpattern: Dynamic Snapshot (delete policy)] snapshottable (persistent)",
    );
    expect(chosen({ quick: false, focus: undefined }, name)).to.equal(true);
    expect(chosen({ quick: true, focus: undefined }, name)).to.equal(false);
  });

  it("narrow a selection with --focus, the quick one as well", () => {
    for (const quick of [false, true]) {
      expect(chosen({ quick, focus: "read-only" }, inline)).to.equal(true);
      expect(chosen({ quick, focus: "two pods" }, inline)).to.equal(false);
    }
  });
});
