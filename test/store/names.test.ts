/** How many names walks have in memory: along a whole path no more than what one of its directories may have. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { mostNames, mostNamesTogether, NamesHeld } from "../../src/store/names.ts";
import { failure } from "../contracts/mounter.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describe("NamesHeld", () => {
  const directories = [
    ["a", "b", "c"],
    ["b", "c", "d"],
    ["x", "y"],
  ] as const;
  let held: NamesHeld;

  beforeEach(() => {
    held = new NamesHeld((directory, most) => (directories[directory] ?? []).slice(0, most));
  });

  function refuses(take: () => Disposable): boolean {
    try {
      take()[Symbol.dispose]();
      return false;
    } catch (error) {
      expect(isKind(error, "precondition")).to.equal(true);
      return true;
    }
  }

  it("gives the names of a directory that has no more than may be held", () => {
    using names = held.of(0, 3);
    expect([...names]).to.deep.equal(["a", "b", "c"]);
    expect(refuses(() => held.of(2, 3))).to.equal(true);
  });

  it("counts names with those that are held already, and no longer than they are", () => {
    {
      using _ = held.of(0, 3);
      expect(refuses(() => held.of(1, 5))).to.equal(true);
      expect(refuses(() => held.of(1, 6))).to.equal(false);
    }
    expect(refuses(() => held.of(1, 3))).to.equal(false);
  });

  it("tells for each name in several directories which of them has it first, and counts it once", () => {
    expect(refuses(() => held.ofAll([0, 1], 3))).to.equal(true);
    using names = held.ofAll([0, 1], 4);
    expect([...names]).to.deep.equal([
      ["a", 0],
      ["b", 0],
      ["c", 0],
      ["d", 1],
    ]);
    expect(refuses(() => held.hold(["z"], 4))).to.equal(true);
    expect(refuses(() => held.hold(["z"], 5))).to.equal(false);
  });
});

describeOnDisk("A path of directories with many names", () => {
  let seeming: readonly string[];
  let world: DiskWorld;
  /** How many names each directory seems to have beside its own; nothing is at them. */
  let more: number;

  before(() => {
    seeming = Array.from({ length: 2 * mostNamesTogether }, (_, number) => `seems-${number}`);
  });

  beforeEach(async () => {
    more = 0;
    let used = 0;
    world = await DiskWorld.make({
      stat: (directory, name) => (name.startsWith("seems-") ? undefined : linuxFiles.stat(directory, name)),
      names: (directory, most) => {
        const from = used % mostNamesTogether;
        used += more;
        return [...linuxFiles.names(directory, most), ...seeming.slice(from, from + more)].slice(0, most);
      },
    });
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function layerWith(...paths: string[]): Promise<string> {
    const id = await world.layers.create(undefined);
    for (const path of paths) mkdirSync(join(world.layout.layer(id), path), { recursive: true });
    return id;
  }

  it("is neither sealed nor copied when they are more together than one may have, and leaves nothing half-made", async () => {
    const id = await layerWith("d/d/d");
    more = mostNames / 4 + 1;
    for (const refused of [world.layers.finish(id), world.layers.copy(id, 0)]) {
      expect((await failure(refused, "precondition")).message).to.contain(`more than ${mostNames} names together`);
    }
    expect(await world.layers.list()).to.deep.equal([id]);
    expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
  });

  it("is sealed when they are more, but not within each other", async () => {
    const id = await layerWith("a", "b", "c", "d");
    more = mostNames / 4 + 1;
    expect((await world.layers.finish(id)).directories).to.equal(5);
  });

  for (const [how, refused] of [
    ["compacted", (layers: readonly string[]) => world.layers.squash(layers, "nothing")],
    ["looked at", (layers: readonly string[]) => world.layers.evict(layers, 0)],
  ] as const) {
    for (const [where, layers] of [
      ["within each other", [["d"]]],
      ["in several layers", [[], []]],
    ] as const) {
      it(`is not ${how} when they are more than that ${where}`, async () => {
        more = mostNamesTogether / 2 + 1;
        const made = await Promise.all(layers.map((paths) => layerWith(...paths)));
        const { message } = await failure(refused(made), "precondition");
        expect(message).to.contain(`more than ${mostNamesTogether} names together`);
        expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
      });
    }
  }

  it("is not merged when they are more than that with those of the directories that it hides", async () => {
    const [base, delta] = [await layerWith("d/d/d"), await layerWith("d")];
    const path = Buffer.from(join(world.layout.layer(delta), "d"));
    linuxFiles.setxattr(path, `${world.prefix}opaque`, Buffer.from("y"));
    more = mostNamesTogether / 4 + 1;
    const merged = world.layers.merge({ id: delta, size: 0, entries: 1 }, [base], [base]);
    expect((await failure(merged, "precondition")).message).to.contain(`more than ${mostNamesTogether} names`);
  });
});
