/** The real mounter without privileges: its whole suite again, in a user namespace. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { skipBecause } from "./skip.ts";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const suites = ["mounter.test.ts", "overlay-trial.test.ts"].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

describe("Mounts in a user namespace", () => {
  it("keep the contract with userxattr", async function () {
    this.timeout(60_000);
    const possible = spawnSync("unshare", ["-Urm", "true"], { encoding: "utf8" });
    if (possible.status !== 0) skipBecause(this, `no user namespaces here: ${possible.stderr.trim()}`);
    const parameters = ["-Urm", process.execPath, mocha, "--no-config", "--timeout", "30000", ...suites];
    const child = spawn("unshare", parameters, { env: { ...process.env, CACHEFORK_TEST_USERXATTR: "1" } });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    expect(child.exitCode, output + errors).to.equal(0);
    expect(output, "all but detached mounts in other namespaces, and what only those without privileges see")
      .to.match(/\d+ passing/)
      .and.match(/\b2 pending/);
  });
});
