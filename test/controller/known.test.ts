/** Tests what the controller makes of what it is told. */
import { expect } from "chai";
import { entryName } from "../../src/cache/generation.ts";
import { formatKey } from "../../src/cache/key.ts";
import { Known } from "../../src/controller/known.ts";
import { cacheObject, domains, entry, heldLog, holding, npm, statusWith } from "./objects.ts";

const name = (number: number): string => entryName("npm", "default", domains.one, number);

describe("What the controller knows", () => {
  let changed: string[];
  let known: Known;

  beforeEach(() => {
    changed = [];
    known = new Known((key) => changed.push(formatKey(key)));
  });

  it("is a cache with its entries, and what nodes tell of it", () => {
    known.cache(npm, cacheObject());
    known.generation("builds", name(1), entry(1));
    known.holding("node-1", holding("node-1", domains.one, [heldLog({ hits: 3 })]));
    expect(changed).to.deep.equal(["builds/npm", "builds/npm", "builds/npm", "builds/npm"]);
    const view = known.view(npm);
    expect(view?.generations.map(({ number }) => number)).to.deep.equal([1]);
    expect(view?.held).to.deep.equal([{ ...heldLog({ hits: 3 }), domain: domains.one, node: "node-1" }]);
    expect(view?.nodes).to.deep.equal(new Map([[domains.one, "node-1"]]));
  });

  it("forgets what is gone", () => {
    known.cache(npm, cacheObject());
    known.generation("builds", name(1), entry(1));
    known.holding("node-1", holding("node-1", domains.one));
    known.generation("builds", name(1), undefined);
    known.holding("node-1", undefined);
    expect(known.view(npm)).to.deep.include({ generations: [], held: [], nodes: new Map() });
    expect(known.holdings).to.deep.equal([]);
    known.cache(npm, undefined);
    expect([known.view(npm), known.keys]).to.deep.equal([undefined, []]);
  });

  it("forgets a log that a node no longer tells of", () => {
    known.cache(npm, cacheObject());
    known.holding("node-1", holding("node-1", domains.one));
    changed.length = 0;
    known.holding("node-1", holding("node-1", domains.one, []));
    expect(changed).to.deep.equal(["builds/npm"]);
    expect(known.view(npm)?.held).to.deep.equal([]);
  });

  it("changes for no cache of which a node tells nothing new", () => {
    const go = { namespace: "builds", name: "go" };
    const tells = (hits: number): void => {
      const logs = [heldLog(), heldLog({ cache: go, hits })];
      known.holding("node-1", holding("node-1", domains.one, logs));
    };
    tells(1);
    changed.length = 0;
    tells(2);
    expect(changed).to.deep.equal(["builds/go"]);
    known.cache(go, cacheObject({ key: go }));
    expect(known.view(go)?.held.map(({ hits }) => hits)).to.deep.equal([2]);
  });

  it("changes for each cache with entries of a domain that gets a node, or loses it", () => {
    known.cache(npm, cacheObject());
    known.generation("builds", name(1), entry(1));
    changed.length = 0;
    known.holding("node-2", holding("node-2", domains.two, []));
    expect(changed).to.deep.equal([]);
    known.holding("node-1", holding("node-1", domains.one, []));
    known.holding("node-1", undefined);
    expect(changed).to.deep.equal(["builds/npm", "builds/npm"]);
  });

  it("is the first node's of several that claim one domain, in whatever order they are told", () => {
    known.cache(npm, cacheObject());
    const first = holding("node-2", domains.one, [], "2026-01-01T00:00:00Z");
    const later = holding("node-1", domains.one, [], "2026-01-01T00:00:05Z");
    known.holding("node-1", later);
    known.holding("node-2", first);
    expect(known.view(npm)?.nodes).to.deep.equal(new Map([[domains.one, "node-2"]]));
    known.holding("node-2", { ...first, createdAt: "2026-01-01T00:00:09Z" });
    expect(known.view(npm)?.nodes).to.deep.equal(new Map([[domains.one, "node-1"]]));
  });

  it("stays as it was written while the API server tells of that same revision", () => {
    const status = statusWith({ [domains.one]: 3 });
    known.cache(npm, cacheObject({ revision: "2", status }));
    known.cache(npm, cacheObject({ revision: "2" }));
    expect(known.view(npm)?.cache.status).to.equal(status);
    known.cache(npm, cacheObject({ revision: "3" }));
    expect(known.view(npm)?.cache.status).to.equal(undefined);
  });

  it("does not mind the going of what it never knew", () => {
    known.generation("builds", name(1), undefined);
    known.holding("node-1", undefined);
    expect(changed).to.deep.equal([]);
  });
});
