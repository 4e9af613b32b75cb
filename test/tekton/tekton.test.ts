/** The parts of npm run test:tekton that decide. */
import { expect } from "chai";
import { isLeftOut, resolve } from "./manifests.ts";
import { readOptions } from "./options.ts";
import { heldAfter, wanted } from "./packages.ts";
import { buildsOf } from "./pipeline.ts";
import { wrongWith } from "./runs.ts";
import { textOf } from "./text.ts";

describe("Tekton's objects", () => {
  const images = { of: (program: string) => `here/${program}:1`, shell: "here/shell:1", version: "v9" };

  it("name images that are here, and the version", () => {
    const text = `
image: ko://example.com/a/b/cmd/controller
args: ["-nop-image", "ko://example.com/a/b/cmd/nop",
  "-shell-image", "elsewhere/sh@sha256:00",
  "-shell-image-win", "elsewhere/win@sha256:00"]
release: "devel"`;
    expect(resolve(text, images)).to.equal(`
image: here/controller:1
args: ["-nop-image", "here/nop:1",
  "-shell-image", "here/shell:1",
  "-shell-image-win", "elsewhere/win@sha256:00"]
release: "v9"`);
  });

  it("are those of running tasks only", () => {
    expect(["controller.yaml", "events.yaml", "webhook-hpa.yaml", "dummy.go"].filter(isLeftOut)).to.deep.equal([
      "events.yaml",
      "webhook-hpa.yaml",
      "dummy.go",
    ]);
  });
});

describe("A pipeline of npm builds", () => {
  it("starts with what the runs before committed, and ends with that and its own", () => {
    const [first, left, right, last] = buildsOf(3).map(({ packages, mode }) => ({
      packages: packages.map(wanted),
      mode,
    }));
    expect(first).to.deep.equal({ packages: heldAfter(2).map(wanted), mode: "--offline" });
    expect(left?.packages).to.include("new-left-3@1.0.0").and.not.include("new-right-3@1.0.0");
    expect(right?.packages).to.include("new-right-3@1.0.0").and.not.include("new-left-3@1.0.0");
    expect(last?.packages).to.include.members([...(first?.packages ?? []), "new-left-3@1.0.0", "new-right-3@1.0.0"]);
    expect(last?.mode).to.equal("--offline");
  });

  it("finds nothing in its first run", () => {
    expect(buildsOf(1)[0]).to.deep.include({ mode: "--prefer-offline" });
    expect(wrongWith(1, { first: 4, left: 4, right: 4, last: 0 })).to.deep.equal([]);
    expect(wrongWith(1, { first: 0, left: 4, right: 4, last: 0 })).to.deep.equal(["first made 0 requests, not 4"]);
  });

  it("is wrong when a build downloads what another has committed", () => {
    expect(wrongWith(2, { first: 0, left: 2, right: 2, last: 0 })).to.deep.equal([]);
    expect(wrongWith(2, { first: 0, left: 6, right: 2, last: 0 })).to.deep.equal(["left made 6 requests, not 2"]);
    expect(wrongWith(2, { first: 0, left: 2, right: 2 })).to.deep.equal(["last left no log"]);
  });

  it("is told of with what was wrong", () => {
    const run = { run: 1, seconds: 20.5, downloads: { first: 4 }, wrong: ["last left no log"] };
    const text = textOf({ runs: [run], endings: [{ ending: "times-out", wrong: ["x"] }] });
    expect(text)
      .to.match(/ 1 +20\.5 +4 +- +- +-\n {4}WRONG: last left no log/)
      .and.match(/times out +NO\n {4}WRONG: x/);
  });
});

describe("The words of npm run test:tekton", () => {
  it("say how many pipelines there are", () => {
    expect(readOptions([])).to.deep.equal({ help: false, runs: 20, json: false });
    expect(readOptions(["--runs", "3", "-o", "json"])).to.deep.equal({ help: false, runs: 3, json: true });
    for (const runs of ["0", "101", "x"]) expect(() => readOptions(["--runs", runs])).to.throw("--runs cannot be");
  });
});
