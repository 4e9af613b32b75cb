/** Trees are removed whatever their depth, modes and names, in steps, and nothing outside of them is touched. */
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { removeTree, removing } from "../../src/store/remove.ts";

describe("removeTree()", () => {
  let root: string;
  let tree: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "cachefork-remove-")));
    tree = join(root, "tree");
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("takes what is not there", () => {
    removeTree(tree);
  });

  it("removes a file, and a symlink itself", () => {
    writeFileSync(join(root, "kept"), "");
    writeFileSync(tree, "");
    removeTree(tree);
    symlinkSync("kept", tree);
    removeTree(tree);
    expect(readdirSync(root)).to.deep.equal(["kept"]);
  });

  it("removes all below a directory, and nothing that symlinks in it lead to", () => {
    const outside = join(root, "outside");
    mkdirSync(join(tree, "a", "b"), { recursive: true });
    mkdirSync(outside);
    writeFileSync(join(outside, "precious"), "");
    writeFileSync(join(tree, "a", "f"), "");
    symlinkSync(outside, join(tree, "a", "lead"));
    symlinkSync("/", join(tree, "a", "b", "root"));
    removeTree(tree);
    expect(readdirSync(root)).to.deep.equal(["outside"]);
    expect(readdirSync(outside)).to.deep.equal(["precious"]);
  });

  it("removes trees that are deeper than a path can be long", () => {
    mkdirSync(tree);
    const name = "d".repeat(200);
    // Each level is made through the open one above it: no path is long enough.
    const descriptors = [openSync(tree, "r")];
    for (let depth = 0; depth < 300; depth += 1) {
      const above = `/proc/self/fd/${descriptors.at(-1)}`;
      mkdirSync(join(above, name));
      writeFileSync(join(above, "f"), "");
      descriptors.push(openSync(join(above, name), "r"));
    }
    for (const descriptor of descriptors) closeSync(descriptor);
    removeTree(tree);
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("removes directories that nobody may read or write", () => {
    mkdirSync(join(tree, "closed", "below"), { recursive: true });
    writeFileSync(join(tree, "closed", "f"), "");
    for (const directory of [join(tree, "closed"), tree]) chmodSync(directory, 0o555);
    removeTree(tree);
    expect(existsSync(tree)).to.equal(false);
  });

  it("removes names of any bytes", () => {
    mkdirSync(tree);
    for (const name of ["caf\u00e9\u00ff", "new\nline", "...", "x".repeat(255)]) {
      mkdirSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from(name, "latin1")]));
    }
    removeTree(tree);
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("removes more names than are read at once", () => {
    mkdirSync(tree);
    writeFileSync(join(tree, "f"), "");
    for (let count = 0; count < 10_000; count += 1) linkSync(join(tree, "f"), join(tree, `f${count}`));
    removeTree(tree);
    expect(existsSync(tree)).to.equal(false);
  });
});

describe("removing()", () => {
  it("stops between steps, and what is left can be removed the same way", () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "cachefork-removing-")));
    try {
      for (const path of ["tree/a/b", "tree/c", "tree/d"]) mkdirSync(join(root, path), { recursive: true });
      const steps = removing(join(root, "tree"));
      steps.next();
      steps.return(undefined);
      expect(existsSync(join(root, "tree"))).to.equal(false);
      const left = readdirSync(root);
      expect(left).to.have.length(3);
      for (const name of left) removeTree(join(root, name));
      expect(readdirSync(root)).to.deep.equal([]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
