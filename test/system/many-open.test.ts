/** A node with two hundred open volumes whose plugin is started anew. */
import { appendFileSync, closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Holder } from "../support/holders.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const count = 200;
const caches = ["maven", "npm", "go", "cargo"];
const ids = Array.from({ length: count }, (_, number) => `v${number}`);

function cacheOf(id: string): string {
  return caches[Number(id.slice(1)) % caches.length] ?? "";
}

describeSystem(`A plugin with ${count} open volumes`, () => {
  it("that is stopped or killed comes back soon, and their pods notice nothing of it", async function () {
    this.timeout(300_000);
    await using running = await Running.start();
    await Promise.all(ids.map((id) => running.publish({ id, attributes: { cache: cacheOf(id) } })));
    const mounts = running.mounts().toSorted();
    expect(mounts).to.have.length(count);
    const files = ids.map((id) => openSync(join(running.target(id), id), "a+"));
    await using inside = await Holder.in(running.target("v7"));
    const took: number[] = [];
    const write = (word: string): void => {
      for (const [at, id] of ids.entries()) {
        writeSync(files[at] ?? -1, `${word} `);
        writeFileSync(join(running.target(id), `${id}-${word}`), word);
      }
    };
    try {
      write("before");
      for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        await running.end(signal);
        write(`without-${signal}`);
        const from = performance.now();
        const starting = running.start();
        appendFileSync(join(running.target("v8"), "v8"), "");
        await starting;
        took.push(Math.round(performance.now() - from));
        expect(running.mounts().toSorted()).to.deep.equal(mounts);
        write(`after-${signal}`);
        expect(await inside.run("cat v7")).to.contain(`after-${signal}`);
      }
    } finally {
      for (const file of files) closeSync(file);
    }
    if (this.test) this.test.title += `: ready after ${took.join(" and ")} ms`;
    await Promise.all(ids.map((id) => running.unpublish(id)));
    await running.settled();
    expect(running.mounts()).to.deep.equal([]);
    const words = ["before", "without-SIGTERM", "after-SIGTERM", "without-SIGKILL", "after-SIGKILL"];
    for (const cache of caches) {
      await running.look(cache, (view) => {
        for (const id of ids.filter((one) => cacheOf(one) === cache)) {
          expect(readFileSync(join(view, id), "utf8")).to.equal(`${words.join(" ")} `);
          for (const word of words) expect(readFileSync(join(view, `${id}-${word}`), "utf8")).to.equal(word);
        }
      });
    }
    expect(running.lines.filter(({ msg }) => /put off|Discarded|cannot be read/.test(msg))).to.deep.equal([]);
  });
});
