/** The words of `npm run cluster`, read and refused. */
import { expect } from "chai";
import { help, readOptions } from "./options.ts";
import { defaultName, Place } from "./place.ts";

const read = (...words: string[]): unknown => readOptions(words, {}).task;

describe("The words of npm run cluster", () => {
  it("are read command by command", () => {
    expect(read("up")).to.deep.equal({ do: "up", nodes: 2, bare: false });
    expect(read("up", "--nodes", "3", "--bare")).to.deep.equal({ do: "up", nodes: 3, bare: true });
    expect(read("install")).to.deep.equal({ do: "install" });
    expect(read("status", "-o", "json")).to.deep.equal({ do: "status", json: true });
    expect(read("crash", "2")).to.deep.equal({ do: "crash", node: 2 });
    expect(read("boot", "2")).to.deep.equal({ do: "boot", node: 2, bootId: "new" });
    expect(read("boot", "--same-boot-id", "2")).to.deep.equal({ do: "boot", node: 2, bootId: "same" });
    expect(read("load", "x.tar")).to.deep.equal({ do: "load", archive: "x.tar" });
    expect(read()).to.deep.equal({ do: "help" });
    expect(read("up", "--help")).to.deep.equal({ do: "help" });
  });

  it("leave the words behind kubectl and on alone", () => {
    expect(read("kubectl", "get", "pods", "--help")).to.deep.equal({
      do: "kubectl",
      args: ["get", "pods", "--help"],
    });
    expect(read("on", "1", "ls", "--help")).to.deep.equal({ do: "on", machine: "node-1", args: ["ls", "--help"] });
    expect(read("on", "control-plane", "ps")).to.deep.equal({ do: "on", machine: "control-plane", args: ["ps"] });
  });

  for (const words of [
    ["fly"],
    ["toString"],
    ["up", "three"],
    ["up", "--nodes", "0"],
    ["up", "--nodes", "10"],
    ["up", "--knots", "2"],
    ["status", "-o", "yaml"],
    ["crash"],
    ["crash", "1", "2"],
    ["boot", "control-plane"],
    ["on", "1"],
    ["load"],
  ])
    it(`refuse ${words.join(" ")}`, () => {
      expect(() => read(...words)).to.throw(TypeError);
    });

  it("name the cluster by flag, by variable, else after the checkout", () => {
    expect(readOptions(["--name", "mine", "down"], { CACHEFORK_CLUSTER: "other" }).name).to.equal("mine");
    expect(readOptions(["down"], { CACHEFORK_CLUSTER: "other" }).name).to.equal("other");
    expect(readOptions(["down"], {}).name).to.equal(defaultName());
  });

  it("are all in the help", () => {
    for (const command of ["up", "down", "status", "kubectl", "load", "on", "crash", "boot", "build", "install"])
      expect(help).to.match(new RegExp(`^  ${command} `, "m"));
  });
});

describe("A cluster's name", () => {
  it("tells two checkouts of the same name apart", () => {
    const names = ["/home/a/Cache Fork", "/home/b/Cache Fork", "/srv/123"].map((folder) => defaultName(folder));
    expect(new Set(names)).to.have.property("size", 3);
    expect(names[0]).to.match(/^cache-fork-[0-9a-f]{4}$/);
    expect(names[2]).to.match(/^cluster-[0-9a-f]{4}$/);
    for (const name of names) expect(new Place(name).name).to.equal(name);
  });

  for (const name of ["", "-a", "A", "a/b", "..", "a".repeat(25)])
    it(`cannot be ${JSON.stringify(name)}`, () => {
      expect(() => new Place(name)).to.throw(TypeError, "cannot be named");
    });
});
