/** Checks that what the documents link to is there. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { root } from "../tools/run.ts";

/** The anchor of a heading, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

/** Links of a document to files, or to headings, that are not there. */
async function broken(path: string): Promise<string[]> {
  const text = (await readFile(path, "utf8")).replaceAll(/^```.*?^```/gms, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const faults: string[] = [];
  for (const link of links.filter((each) => !/^[a-z]+:/.test(each))) {
    const [file = "", anchor] = link.split("#", 2);
    const target = file === "" ? path : join(dirname(path), file);
    const found = existsSync(target);
    const known = found && anchor !== undefined ? anchors(await readFile(target, "utf8")) : [];
    if (!found || (anchor !== undefined && !known.includes(anchor))) faults.push(`${relative(root, path)}: ${link}`);
  }
  return faults;
}

async function documents(): Promise<string[]> {
  const below = await readdir(join(root, "docs"), { recursive: true });
  const pages = below.filter((name) => name.endsWith(".md")).map((name) => join("docs", name));
  return ["README.md", "CONTRIBUTING.md", ...pages].map((name) => join(root, name));
}

describe("The documents", () => {
  it("link to files and headings that are there", async () => {
    expect((await Promise.all((await documents()).map(broken))).flat()).to.deep.equal([]);
  });

  it("name every example, and no other", async () => {
    const text = await readFile(join(root, "docs", "kubernetes.md"), "utf8");
    const named = [...text.matchAll(/^\| `([a-z-]+\.yaml)`/gm)].map(([, name = ""]) => name);
    expect(named.toSorted()).to.deep.equal((await readdir(join(root, "examples"))).toSorted());
  });
});
