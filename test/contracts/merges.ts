/** What becomes of a delta that is carried onto a head: one case for each rule and trap of docs/architecture.md. */
import type { Changes } from "../../src/cache/generation.ts";
import { directory, fifo, file, type Literal, symlink, whiteout } from "../model/build.ts";
import { kindCases, opaqueCases } from "./merges-of-kinds.ts";

/** Three layers, and what the head shows once the delta is on it. The base is one layer; the head's is on top of it. */
export interface MergeCase {
  readonly name: string;
  readonly base?: Literal;
  readonly head?: Literal;
  readonly delta: Literal;
  readonly shows: Literal;
  /** For the real layers: what is counted. */
  readonly changes: Partial<Changes>;
}

const unchanged: readonly MergeCase[] = [
  {
    name: "passes over a file that was only touched",
    base: { f: "x" },
    head: { g: "y" },
    delta: { f: file("x", { at: 23 }) },
    shows: { f: "x", g: "y" },
    changes: { unchanged: 1 },
  },
  {
    name: "keeps a touch of a day, so that tools can tell what they use",
    base: { f: "x" },
    head: { g: "y" },
    delta: { f: file("x", { at: 24 }) },
    shows: { f: file("x", { at: 24 }), g: "y" },
    changes: { changed: 1 },
  },
  {
    name: "keeps an mtime that went back",
    base: { f: file("x", { at: 2 }) },
    head: { g: "y" },
    delta: { f: file("x", { at: 1 }) },
    shows: { f: file("x", { at: 1 }), g: "y" },
    changes: { changed: 1 },
  },
  {
    name: "keeps a mode that changed while the content did not",
    base: { f: "x" },
    head: { g: "y" },
    delta: { f: file("x", { mode: 0o755 }) },
    shows: { f: file("x", { mode: 0o755 }), g: "y" },
    changes: { changed: 1 },
  },
  {
    name: "keeps attributes that changed while the content did not",
    base: { f: "x", g: file("x", { attributes: "user.a=1" }), d: {} },
    head: { h: "y" },
    delta: { f: file("x", { attributes: "user.a=1" }), g: "x", d: directory({}, { attributes: "user.b=2" }) },
    shows: {
      f: file("x", { attributes: "user.a=1" }),
      g: "x",
      d: directory({}, { attributes: "user.b=2" }),
      h: "y",
    },
    changes: { changed: 3 },
  },
  {
    name: "passes over directories that were copied up for nothing",
    base: { d: { e: { f: "x" } } },
    head: { g: "y" },
    delta: { d: directory({ e: directory({}, { at: 5 }) }, { at: 5 }) },
    shows: { d: { e: { f: "x" } }, g: "y" },
    changes: {},
  },
  {
    name: "passes over a touched symlink and a touched pipe",
    base: { l: symlink("f"), p: fifo() },
    head: { g: "y" },
    delta: { l: symlink("f", { at: 1 }), p: fifo({ at: 1 }) },
    shows: { l: symlink("f"), p: fifo(), g: "y" },
    changes: { unchanged: 2 },
  },
];

const bothSides: readonly MergeCase[] = [
  {
    name: "deletes what the head only touched",
    base: { f: "x", d: { a: "1" } },
    head: { f: file("x", { at: 1 }), d: { a: file("1", { at: 1 }), b: "2" } },
    delta: { f: whiteout, d: whiteout },
    shows: { d: { b: "2" } },
    changes: { deleted: 2 },
  },
  {
    name: "takes the delta's file where the head's is newer and only touched",
    base: { f: "0" },
    head: { f: file("0", { at: 5 }) },
    delta: { f: file("delta", { at: 1 }) },
    shows: { f: file("delta", { at: 1 }) },
    changes: { changed: 1 },
  },
  {
    name: "does not count the head's touches when it asks which side is newer",
    base: { d: { f: "0", g: "0" } },
    head: { d: { f: file("0", { at: 5 }), g: file("1", { at: 1 }) } },
    delta: { d: file("delta", { at: 2 }) },
    shows: { d: file("delta", { at: 2 }) },
    changes: { changed: 1, conflicts: 1 },
  },
  {
    name: "unites what both sides added",
    head: { f: "x", d: { a: "1" } },
    delta: { g: "y", d: { b: "2" } },
    shows: { f: "x", g: "y", d: { a: "1", b: "2" } },
    changes: { added: 2 },
  },
  {
    name: "takes the delta's file where both changed it and the delta's is newer",
    base: { f: "0" },
    head: { f: file("head", { at: 1 }) },
    delta: { f: file("delta", { at: 2 }) },
    shows: { f: file("delta", { at: 2 }) },
    changes: { changed: 1, conflicts: 1 },
  },
  {
    name: "keeps the head's file where both changed it and the head's is newer",
    base: { f: "0" },
    head: { f: file("head", { at: 2 }) },
    delta: { f: file("delta", { at: 1 }) },
    shows: { f: file("head", { at: 2 }) },
    changes: { conflicts: 1, lost: 1 },
  },
  {
    name: "takes the committer's file on a tie",
    base: { f: "0" },
    head: { f: file("head", { at: 1 }) },
    delta: { f: file("delta", { at: 1 }) },
    shows: { f: file("delta", { at: 1 }) },
    changes: { changed: 1, conflicts: 1 },
  },
  {
    name: "keeps the head's file where both wrote the same",
    head: { f: file("x", { at: 1 }) },
    delta: { f: file("x", { at: 2 }) },
    shows: { f: file("x", { at: 1 }) },
    changes: {},
  },
  {
    name: "takes the mode of a directory that only the delta changed, and the files that only the head added",
    base: { d: directory({ a: "1" }) },
    head: { d: directory({ b: "2" }, { at: 9 }) },
    delta: { d: directory({}, { mode: 0o700, at: 1 }) },
    shows: { d: directory({ a: "1", b: "2" }, { mode: 0o700 }) },
    changes: { changed: 1 },
  },
  {
    name: "keeps the mode of a directory that only the head changed",
    base: { d: directory({}) },
    head: { d: directory({}, { mode: 0o700 }) },
    delta: { d: directory({ a: "1" }, { at: 9 }) },
    shows: { d: directory({ a: "1" }, { mode: 0o700 }) },
    changes: { added: 1 },
  },
  {
    name: "takes the newer directory's mode where both changed it",
    base: { d: directory({}), e: directory({}) },
    head: { d: directory({}, { mode: 0o700, at: 1 }), e: directory({}, { mode: 0o700, at: 2 }) },
    delta: { d: directory({}, { mode: 0o711, at: 1 }), e: directory({}, { mode: 0o711, at: 1 }) },
    shows: { d: directory({}, { mode: 0o711 }), e: directory({}, { mode: 0o700 }) },
    changes: { changed: 1, conflicts: 2, lost: 1 },
  },
];

const deletions: readonly MergeCase[] = [
  {
    name: "deletes what the head still has as base",
    base: { f: "x", d: { a: "1", b: "2" } },
    head: { g: "y" },
    delta: { f: whiteout, d: { a: whiteout } },
    shows: { g: "y", d: { b: "2" } },
    changes: { deleted: 2 },
  },
  {
    name: "does not delete what the head changed",
    base: { f: "x" },
    head: { f: "y" },
    delta: { f: whiteout },
    shows: { f: "y" },
    changes: { conflicts: 1, lost: 1 },
  },
  {
    name: "deletes a whole directory that the head has as base, or emptier",
    base: { d: { a: "1", b: "2" } },
    head: { d: { b: whiteout } },
    delta: { d: whiteout },
    shows: {},
    changes: { deleted: 1 },
  },
  {
    name: "of a deleted directory, keeps what the head put into it",
    base: { d: { a: "1", e: { b: "2", c: "3" } } },
    head: { d: { new: "4", e: { c: "5" } } },
    delta: { d: whiteout },
    shows: { d: { new: "4", e: { c: "5" } } },
    changes: { deleted: 2, conflicts: 1, lost: 1 },
  },
  {
    name: "of a deleted directory whose mode the head changed, keeps the directory alone",
    base: { d: { a: "1", e: {} } },
    head: { d: directory({}, { mode: 0o700 }) },
    delta: { d: whiteout },
    shows: { d: directory({}, { mode: 0o700 }) },
    changes: { deleted: 2 },
  },
  {
    name: "brings back only its own changes to a directory that the head deleted",
    base: { d: { a: "1", b: "2" }, e: { a: "1" } },
    head: { d: whiteout, e: whiteout },
    delta: { d: { b: "3" }, e: {} },
    shows: { d: { b: "3" } },
    changes: { changed: 1 },
  },
  {
    name: "lets a change beat the head's deletion, and the head's change beat a deletion",
    base: { f: "x", g: "x" },
    head: { f: whiteout, g: "y" },
    delta: { f: "z", g: whiteout },
    shows: { f: "z", g: "y" },
    changes: { changed: 1, conflicts: 1, lost: 1 },
  },
];

export const mergeCases: readonly MergeCase[] = [
  ...unchanged,
  ...bothSides,
  ...deletions,
  ...opaqueCases,
  ...kindCases,
];
