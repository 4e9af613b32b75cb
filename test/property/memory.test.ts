/** Random histories in a world of fakes, where nobody mounts: the flows carry every delta to the head exactly as the model says, also when the ledger fails. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Volume } from "../../src/cache/volume.ts";
import { merge } from "../model/merge.ts";
import { type Directory, emptyDirectory, lines, stripped } from "../model/tree.ts";
import { asking, key, Story } from "../stories/harness.ts";
import { holds, type Step } from "./steps.ts";

describe("The head after random histories in memory", () => {
  it("shows what the model says, after every commit", async function () {
    this.timeout(0);
    await holds(60, async (steps) => {
      const history = new History(await Story.begin({ keep: 1 }));
      for (const step of steps) await history.take(step);
    });
  });

  it("shows what the model says in the end, when the ledger fails now and then", async function () {
    this.timeout(0);
    await holds(60, async (steps) => {
      const history = new History(await Story.begin({ keep: 1 }), "failing");
      for (const step of steps) await history.take(step);
      await history.end();
    });
  });
});

interface Ended {
  readonly base: Directory;
  readonly view: Directory;
}

/** One cache, its volumes, and what the model says of it. */
class History {
  readonly #story: Story;
  readonly #ledger: "failing" | "working";
  readonly #open = new Map<string, Directory>();
  /** By incarnation: ended, and not in the head yet. */
  readonly #waiting = new Map<string, Ended>();
  #model: Directory = emptyDirectory;

  constructor(story: Story, ledger: "failing" | "working" = "working") {
    this.#story = story;
    this.#ledger = ledger;
  }

  async take(step: Step): Promise<void> {
    const [volume = "", ...operation] = step.split(" ");
    if (volume === "compact") return this.#pass(operation);
    if (operation[0] === "close") return this.#close(volume);
    if (!this.#open.has(volume)) await this.#publish(volume);
    if (operation[0] !== "open") this.#story.does(volume, operation.join(" "));
  }

  /** Lets all commits be made, and compares. */
  async end(): Promise<void> {
    await this.#story.clock.advance(600_000);
    for (const { name, args } of this.#story.events.calls.splice(0)) {
      if (name === "committed" || name === "unchanged") this.#merge((args[0] as Volume).incarnation);
    }
    expect(this.#waiting.size, "ended, and neither committed nor unchanged").to.equal(0);
    expect(this.#story.volumes.list().filter(({ state }) => state !== "open")).to.deep.equal([]);
    await this.#compare("at the end");
  }

  /** Time goes on: commits that failed are tried again, and a sweep comes by. */
  async #pass([, minutes]: readonly string[]): Promise<void> {
    if (this.#ledger === "failing") await this.end();
    else await this.#story.clock.advance(Number(minutes) * 60_000);
  }

  async #publish(volume: string): Promise<void> {
    await this.#story.publish(volume, asking().wishes);
    this.#open.set(volume, this.#story.view(volume));
  }

  async #close(volume: string): Promise<void> {
    const base = this.#open.get(volume);
    if (!base) return;
    this.#open.delete(volume);
    const address = { volumeId: volume, target: this.#story.target(volume) };
    const { incarnation = "" } = this.#story.volumes.find(address) ?? {};
    this.#waiting.set(incarnation, { base, view: stripped(this.#story.view(volume)) });
    if (this.#ledger === "failing") this.#story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await this.#story.unpublish(volume);
    if (this.#ledger === "working") await this.end();
  }

  /** In the order of the commits, which is not that of the seals when some of them are tried again. */
  #merge(incarnation: string): void {
    const ended = this.#waiting.get(incarnation);
    if (ended) this.#model = merge(ended.base, this.#model, ended.view);
    this.#waiting.delete(incarnation);
  }

  async #compare(when: string): Promise<void> {
    const { generation } = await this.#story.ledger.head(key("npm"));
    const shown = this.#story.layers.show(generation?.layers.map(({ id }) => id) ?? []);
    expect(lines(shown), `the head ${when}`).to.deep.equal(lines(this.#model));
    this.#model = shown;
  }
}
