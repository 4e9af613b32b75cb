/** The notes of what was set aside, on disk. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Aside, Note } from "../cache/aside.ts";
import { createFile, listNames, syncDirectory, translated } from "./files.ts";
import type { Layout } from "./layout.ts";
import { newId } from "./layout.ts";
import { readRecord, recordText } from "./record.ts";
import { isNote } from "./shapes.ts";
import { corruptAsAbsent } from "./unreadable.ts";

/** The Aside port over files `aside/<id>.json`. */
export class DiskAside implements Aside {
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  async list(): Promise<readonly Note[]> {
    const notes: Note[] = [];
    for (const name of (await listNames(this.#layout.aside)).toSorted()) {
      const note = await readRecord(join(this.#layout.aside, name), isNote).catch(corruptAsAbsent);
      if (note) notes.push(note);
    }
    return notes;
  }

  async add(note: Omit<Note, "id">): Promise<Note> {
    const made = { ...note, id: newId() };
    await createFile(this.#path(made.id), recordText(made), this.#layout.temporary);
    return made;
  }

  async keepOnly(notes: readonly Note[]): Promise<void> {
    const kept = new Set(notes.map(({ id }) => `${id}.json`));
    const others = (await listNames(this.#layout.aside)).filter((name) => !kept.has(name));
    if (others.length === 0) return;
    try {
      for (const name of others) await rm(join(this.#layout.aside, name), { recursive: true, force: true });
      await syncDirectory(this.#layout.aside);
    } catch (error) {
      throw translated(`remove notes from ${this.#layout.aside}`, error);
    }
  }

  #path(id: string): string {
    return join(this.#layout.aside, `${id}.json`);
  }
}
