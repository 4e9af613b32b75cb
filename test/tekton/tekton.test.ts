/** The parts of npm run test:tekton that decide. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parseAttributes } from "../../src/cache/attributes.ts";
import { root } from "../../tools/run.ts";
import { shellImage } from "../cluster/base-images.ts";
import { examples, imagesHere, wrongWithCommits } from "./examples.ts";
import { isLeftOut, resolve } from "./manifests.ts";
import { readOptions } from "./options.ts";
import { heldAfter, wanted } from "./packages.ts";
import { buildsOf } from "./pipeline.ts";
import { wrongWithRefusal } from "./refusal.ts";
import { wrongWith } from "./runs.ts";
import type { Generation } from "./stage.ts";
import { isGood, textOf } from "./text.ts";

const folder = join(root, "examples");

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
});

describe("What came of the runs", () => {
  const run = { run: 1, seconds: 20.5, downloads: { first: 4 }, wrong: [] };
  const good = { what: "fails", wrong: [] };
  const all = { runs: [run], endings: [good], examples: [{ ...good, what: "a.yaml" }], refusal: good };

  it("is told of with what was wrong", () => {
    const text = textOf({
      ...all,
      runs: [{ ...run, wrong: ["last left no log"] }],
      endings: [{ ...good, wrong: ["x"] }],
    });
    expect(text)
      .to.match(/ 1 +20\.5 +4 +- +- +-\n {4}WRONG: last left no log/)
      .and.match(/fails +NO\n {4}WRONG: x/)
      .and.match(/a\.yaml +yes\n/)
      .and.match(/\n1 pipelines ran, 1 of them wrong\n$/);
  });

  it("is good when nothing was wrong with any", () => {
    const wrong = { ...good, wrong: ["x"] };
    expect(isGood(all)).to.equal(true);
    expect(isGood({ ...all, runs: [{ ...run, wrong: ["x"] }] })).to.equal(false);
    for (const part of [{ endings: [wrong] }, { examples: [good, wrong] }, { refusal: wrong }])
      expect(isGood({ ...all, ...part })).to.equal(false);
  });
});

describe("An example for Tekton", () => {
  it("is one of those that are run, and differs from its file in the image", async () => {
    const files = (await readdir(folder)).filter((name) => name.startsWith("tekton-"));
    expect(examples.map(({ file }) => file).toSorted()).to.deep.equal(files.toSorted());
    for (const file of files) {
      const text = await readFile(join(folder, file), "utf8");
      const here = imagesHere(text);
      expect([...here.matchAll(/image: (\S+)/g)].map(([, image]) => image))
        .to.include(shellImage)
        .and.have.length(1);
      expect(here.replaceAll(shellImage, "docker.io/library/busybox:1.37")).to.equal(text);
    }
  });

  it("is wrong when a pod of it did not run, or its work is not committed once", () => {
    const by = (pod: string, cache = "go"): Generation => ({ spec: { cache, by: { pod } } });
    const ran = ["a", "b"];
    expect(wrongWithCommits({ cache: "go", pods: 2, ran }, [by("a"), by("b")])).to.deep.equal([]);
    expect(wrongWithCommits({ cache: "go", pods: 3, ran }, [by("a"), by("b")])).to.deep.equal(["2 pods ran, not 3"]);
    expect(wrongWithCommits({ cache: "go", pods: 2, ran }, [by("a"), by("a"), by("b", "rust")])).to.deep.equal([
      "2 generations of go are by a, not 1",
      "0 generations of go are by b, not 1",
    ]);
  });
});

describe("A parameter in a workspace", () => {
  it("has to be named where it is refused, with what to do", () => {
    const attributes = new Map([["cache", "$(params.cache)"]]);
    let said = "";
    try {
      parseAttributes(attributes);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(wrongWithRefusal(said)).to.deep.equal([]);
    expect(wrongWithRefusal('cache="$(params.cache)"')).to.have.length(2);
  });
});

describe("The words of npm run test:tekton", () => {
  it("say how many pipelines there are", () => {
    expect(readOptions([])).to.deep.equal({ help: false, build: false, runs: 20, json: false });
    expect(readOptions(["--runs", "3", "-o", "json"])).to.deep.equal({
      help: false,
      build: false,
      runs: 3,
      json: true,
    });
    for (const runs of ["0", "101", "x"]) expect(() => readOptions(["--runs", runs])).to.throw("--runs cannot be");
  });
});
