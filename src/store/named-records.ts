/** Records that are made once for a name: one file each, called by the record's id, so that the file is the lock on the name. */
import { join } from "node:path";
import type { Unreadable } from "../cache/aside.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import { isIdOf } from "../cache/named-id.ts";
import { createFile, listNames, removeFile } from "./files.ts";
import type { Layout } from "./layout.ts";
import { readRecord, recordText } from "./record.ts";
import { unreadableAsAbsent, unreadableAt } from "./unreadable.ts";

/** What kind of records they are. */
export interface RecordKind<Value> {
  readonly kind: "claim" | "snap";
  readonly directory: string;
  readonly check: (value: unknown) => value is Value;
  /** What one that cannot be read may pin. */
  readonly pins: Unreadable["pins"];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The records of one kind. */
export class NamedRecords<Value extends Named> {
  readonly #layout: Layout;
  readonly #kind: RecordKind<Value>;

  constructor(layout: Layout, kind: RecordKind<Value>) {
    this.#layout = layout;
    this.#kind = kind;
  }

  /** The record of that name: this one, durably, unless there was one before. Throws `conflict` for one that is being deleted. */
  async create(record: Value): Promise<Value> {
    try {
      await createFile(this.#path(record.id), recordText(record), this.#layout.temporary);
      return record;
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
    }
    const known = await this.get(record.id);
    if (!known) throw new CacheError("conflict", `Cannot make ${JSON.stringify(record.name)}: it is being deleted`);
    return known;
  }

  /** Undefined for what is no id, too. Throws `corrupt`. */
  async get(id: string): Promise<Value | undefined> {
    return isIdOf(this.#kind.kind, id) ? readRecord(this.#path(id), this.#kind.check) : undefined;
  }

  /** Those that can be read, ordered by id. */
  async list(): Promise<readonly Value[]> {
    const found: Value[] = [];
    for (const name of (await listNames(this.#kind.directory)).toSorted()) {
      const record = await this.get(name.replace(/\.json$/, "")).catch(unreadableAsAbsent);
      if (record) found.push(record);
    }
    return found;
  }

  /** Durably; unknown is fine. */
  async delete(id: string): Promise<void> {
    if (isIdOf(this.#kind.kind, id)) await removeFile(this.#path(id));
  }

  async unreadable(): Promise<readonly Unreadable[]> {
    const { directory, check, pins } = this.#kind;
    const found: Unreadable[] = [];
    for (const name of await listNames(directory)) {
      const path = join(directory, name);
      await readRecord(path, check).catch(async (error: unknown) => {
        found.push(await unreadableAt(this.#layout, path, error, pins));
      });
    }
    return found;
  }

  #path(id: string): string {
    return join(this.#kind.directory, `${id}.json`);
  }
}
