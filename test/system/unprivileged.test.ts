/** The same without privileges: whole suites again in a user namespace, where overlayfs keeps its marks in user attributes. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { skipBecause } from "../host/skip.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { sideBySide } from "../support/side-by-side.ts";

/** Set in the namespace, so that this file's own part there knows where it is. */
const inside = "CACHEFORK_TEST_USERXATTR";
const namespace = ["-Urm", "--propagation", "private"];
const suites = ["unprivileged", "reading", "merge", "special-files", "busy"];

if (process.env[inside] === "1") {
  describeSystem("Without privileges", () => {
    it("a volume lives from publish to merge, and its layers carry user attributes only", async () => {
      await using running = await Running.start();
      const attributes = { cache: "maven" };
      await running.pod("base", attributes, (target) => {
        mkdirSync(join(target, "d"));
        writeFileSync(join(target, "d", "old"), "");
      });
      const renew = (target: string): void => {
        rmSync(join(target, "d"), { recursive: true });
        mkdirSync(join(target, "d"));
      };
      await sideBySide(running, attributes, renew, (target) => writeFileSync(join(target, "d", "new"), ""));
      const identity = JSON.parse(readFileSync(join(running.state, "state.json"), "utf8")) as Record<string, unknown>;
      expect(identity).to.deep.include({ userxattr: true });
      const marks = running.disk
        .head("maven")
        .layers.flatMap(({ id }) => linuxFiles.listxattr(Buffer.from(join(running.disk.layer(id), "d"))));
      expect(marks.filter((name) => name.startsWith("user.overlay."))).to.not.deep.equal([]);
      expect(marks.filter((name) => name.startsWith("trusted."))).to.deep.equal([]);
      await running.look("maven", (view) => {
        expect(readFileSync(join(view, "d", "new"), "utf8")).to.equal("");
        expect(() => readFileSync(join(view, "d", "old"))).to.throw(/ENOENT/);
      });
    });
  });
} else {
  describe("In a user namespace", () => {
    it("everything holds, too", async function () {
      const possible = spawnSync("unshare", [...namespace, "true"], { encoding: "utf8" });
      if (possible.status !== 0) skipBecause(this, `no user namespaces here: ${possible.stderr.trim()}`);
      const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
      const files = suites.map((name) => join(import.meta.dirname, `${name}.test.ts`));
      const parameters = [...namespace, process.execPath, mocha, "--no-config", "--timeout", "120000", ...files];
      const child = spawn("unshare", parameters, { env: { ...process.env, [inside]: "1" } });
      const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
      const [passing = "0", pending = "0"] = ["passing", "pending"].map(
        (word) => new RegExp(`(\\d+) ${word}`).exec(output)?.[1],
      );
      if (this.test) this.test.title += `: ${passing} passing, ${pending} that only root may do`;
      expect(child.exitCode, output + errors).to.equal(0);
      expect(Number(passing)).to.be.at.least(25);
      expect(Number(pending)).to.equal(3);
    });
  });
}
