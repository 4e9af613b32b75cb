/** What the pods of the crash tests do to their caches. */
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { utimensat } from "../../src/host/libc.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import type { Listing } from "../support/listing.ts";

/** An hour in the past, so that what is written again counts as touched; and some nanoseconds that a copy must keep. */
const past = BigInt(Date.now() - 3_600_000) * 1_000_000n + 123_456n;

/** Writes a file that is older than the test. */
function old(path: string, text: string, mode = 0o644): void {
  writeFileSync(path, text, { mode });
  linuxFiles.setxattr(Buffer.from(path), "user.made", Buffer.from(text));
  utimensat(path, past, past);
}

/** A first build: of each kind something. */
export function plant(view: string): void {
  for (const directory of ["kept", "kept/deep", "replaced", "deleted"]) mkdirSync(join(view, directory));
  for (const name of ["changed", "deleted-file", "touched", "kept/deep/file", "replaced/old", "deleted/file"])
    old(join(view, name), `first ${name}`);
  old(join(view, "kept", "program"), "#!/bin/sh\n", 0o755);
  linkSync(join(view, "kept", "program"), join(view, "kept", "second-name"));
  symlinkSync("kept/program", join(view, "link"));
}

/** A later build: adds, changes, deletes, makes a directory anew, closes another one. */
export function edit(view: string): void {
  old(join(view, "added"), "added");
  writeFileSync(join(view, "changed"), "changed by the later build");
  for (const name of ["deleted-file", "deleted", "replaced"]) rmSync(join(view, name), { recursive: true });
  mkdirSync(join(view, "replaced"));
  old(join(view, "replaced", "new"), "new");
  old(join(view, "kept", "deep", "added"), "added");
  chmodSync(join(view, "kept"), 0o755);
}

/** A build beside that one, which has nothing to do with it. */
export function addBeside(view: string): void {
  mkdirSync(join(view, "beside"));
  for (const name of ["beside/file", "kept/beside", "kept/deep/beside"]) old(join(view, name), name);
}

/** More than is synced file by file. */
export function addMany(view: string): void {
  mkdirSync(join(view, "many"));
  for (let number = 0; number < 40; number += 1) old(join(view, "many", `file-${number}`), `${number}`);
  chmodSync(join(view, "many"), 0o555);
}

/** Writes files again as they are. */
export function touch(view: string): void {
  for (const name of ["touched", "changed"]) writeFileSync(join(view, name), readFileSync(join(view, name)));
}

/** What two builds make together that started from one base and did not touch the same paths. */
export function united(base: Listing, head: Listing, own: Listing): Listing {
  const together = { ...head };
  for (const path of new Set([...Object.keys(base), ...Object.keys(own)])) {
    const entry = own[path];
    if (entry === undefined) delete together[path];
    else if (!sameEntry(entry, base[path])) together[path] = entry;
  }
  return together;
}

/** The paths at which two listings are not the same, with what each has. */
export function differences(a: Listing, b: Listing): string[] {
  const paths = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...paths]
    .filter((path) => !sameEntry(a[path], b[path]))
    .map((path) => `${path}: ${written(a[path])} and ${written(b[path])}`);
}

function sameEntry(a: Listing[string] | undefined, b: Listing[string] | undefined): boolean {
  return written(a) === written(b);
}

function written(entry: Listing[string] | undefined): string {
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "nothing";
}
