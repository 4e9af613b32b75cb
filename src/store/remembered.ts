/** Remembers the records that were read: a record is replaced or removed, and never written to. */
import { type BigIntStats, statSync } from "node:fs";
import { translated } from "./files.ts";
import { readRecord } from "./record.ts";

/** So many records are remembered, of some 2 KiB each; then all are forgotten. */
const most = 20_000;

/** Reads records, and parses one again only when its file is another one. */
export class Remembered {
  readonly #known = new Map<string, { readonly mark: string; readonly value: unknown }>();

  /** As `readRecord`. A path is always read with the same `check`. */
  async read<Value extends object>(
    path: string,
    check: (value: unknown) => value is Value,
  ): Promise<Value | undefined> {
    const mark = markOf(path);
    const known = this.#known.get(path);
    if (mark === undefined) {
      this.#known.delete(path);
      return undefined;
    }
    if (known?.mark === mark) return known.value as Value;
    const value = await readRecord(path, check);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(path, { mark, value });
    return value;
  }
}

/** What tells one file from the next of its name. Not its mtime: that of `cache.json` is the time of its last use. */
function markOf(path: string): string | undefined {
  let found: BigIntStats | undefined;
  try {
    found = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw translated(`look at ${path}`, error);
  }
  return found && `${found.ino} ${found.size} ${found.birthtimeNs}`;
}
