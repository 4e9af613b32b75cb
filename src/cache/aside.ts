/** What cannot be read is set aside: noted with all that it may pin, so that the rest goes on (docs/adr/0022-set-aside.md). */
import type { LayerId } from "./generation.ts";

/** Something of ours on disk that cannot be read. */
export interface Unreadable {
  /** Its path below the state directory. */
  readonly name: string;
  /** For people; with the name in it. */
  readonly why: string;
  /** Whether a layer may be needed for its sake alone. */
  readonly pins: "layers" | "nothing";
  /** Another one when something else is put in its place. */
  readonly mark: string;
  /** Of the volume whose record it is; undefined for all else. */
  readonly incarnation?: string | undefined;
}

/** The record of a volume that cannot be read. */
export interface UnreadableRecord extends Unreadable {
  readonly incarnation: string;
}

/** What is known, durably, of one thing that was set aside. */
export interface Note extends Unreadable {
  readonly id: string;
  /** RFC 3339: when it was found. */
  readonly since: string;
  /**
   * All layers that were there then. What cannot be read refers to none that was made later, and nothing that it refers to was swept before:
   * so these are all that it can pin.
   */
  readonly layers: readonly LayerId[];
}

/** The notes of what was set aside. */
export interface Aside {
  /** The notes that can be read; one that cannot is made anew by whoever finds that it is missing. */
  list(): Promise<readonly Note[]>;
  /** Notes it durably. */
  add(note: Omit<Note, "id">): Promise<Note>;
  /** Removes all notes but these, readable or not. */
  keepOnly(notes: readonly Note[]): Promise<void>;
}

/** What to note anew, and which notes to keep: each thing has the note of what is in its place now. */
export function planNotes(
  notes: readonly Note[],
  unreadable: readonly Unreadable[],
): { readonly add: readonly Unreadable[]; readonly keep: readonly Note[]; readonly drop: readonly Note[] } {
  const found = new Set(unreadable.map(identityOf));
  const noted = new Set(notes.map(identityOf));
  return {
    add: unreadable.filter((one) => !noted.has(identityOf(one))),
    keep: notes.filter((note) => found.has(identityOf(note))),
    drop: notes.filter((note) => !found.has(identityOf(note))),
  };
}

function identityOf({ name, mark }: Unreadable): string {
  return JSON.stringify([name, mark]);
}
