/** Follows the logs of the soak's caches: every new entry is taken, and what its layers show. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Generation } from "../../src/cache/generation.ts";
import { observe } from "../model/observe.ts";
import type { Directory } from "../model/tree.ts";
import { names } from "../support/on-disk.ts";
import type { Running } from "../support/running.ts";
import { viewing } from "../support/views.ts";
import { History } from "./history.ts";

/** The histories of all caches, fed from the disk when the plugin's log says that there is something new. */
export class Watch {
  readonly #running: Running;
  readonly #histories = new Map<string, History>();
  #lines = 0;

  constructor(running: Running) {
    this.#running = running;
  }

  /** What the plugin told of, by the message of its lines. */
  readonly told = new Map<string, number>();

  of(cache: string): History {
    const known = this.#histories.get(cache);
    if (known) return known;
    const made = new History(cache);
    this.#histories.set(cache, made);
    return made;
  }

  all(): History[] {
    return [...this.#histories.values()];
  }

  /** What the plugin said of a volume. */
  story(incarnation: string): string {
    const said = this.#running.lines.filter((line) => line["incarnation"] === incarnation);
    return said.map((line) => `  ${JSON.stringify(line)}`).join("\n");
  }

  /** Takes the lines of the log that have come since the last time. */
  follow(): void {
    const { lines } = this.#running;
    for (; this.#lines < lines.length; this.#lines += 1) {
      const { msg, cache, incarnation } = lines[this.#lines] ?? { msg: "" };
      this.told.set(msg, (this.told.get(msg) ?? 0) + 1);
      const [, name] = String(cache).split("/");
      if (!name || (msg !== "Committed a delta" && msg !== "Compacted a chain")) continue;
      this.of(name).told(String(incarnation));
      this.take(name);
    }
  }

  /** Takes the entries that the log of a cache has now, and had not the last time. */
  take(cache: string): void {
    const history = this.of(cache);
    const directory = join(this.#running.state, "caches", "builds", cache);
    const entries = names(directory)
      .map((name) => ({ path: join(directory, name), number: Number(name.split(".")[3]) }))
      .filter(({ number }) => number > history.newest)
      .toSorted((a, b) => a.number - b.number);
    for (const { path } of entries) this.#takeEntry(history, path);
  }

  #takeEntry(history: History, path: string): void {
    const generation = read(path);
    // Retired since it was listed: the next one's number tells that there was one.
    if (!generation) return;
    let shown: Directory | undefined;
    try {
      shown = viewing(this.#running, generation, observe);
    } catch (error) {
      if (read(path)) history.differences.push(`${path}: cannot be mounted: ${String(error)}`);
    }
    history.appended(generation, shown);
  }
}

function read(path: string): Generation | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Generation;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
