/** Files of ours that cannot be read: who passes over them, and how they are told from what is put in their place. */
import { lstat } from "node:fs/promises";
import { relative } from "node:path";
import type { Unreadable } from "../cache/aside.ts";
import { isKind, messageOf } from "../cache/errors.ts";
import type { Layout } from "./layout.ts";

/** What is at the path, and the error that reading it gave. Throws that error when it says nothing of what is there: `exhausted`. */
export async function unreadableAt(
  layout: Layout,
  path: string,
  error: unknown,
  pins: Unreadable["pins"],
): Promise<Unreadable> {
  if (isKind(error, "exhausted")) throw error;
  return {
    name: relative(layout.root, path),
    why: messageOf(error),
    pins,
    mark: pins === "layers" ? await markOf(path) : "",
  };
}

/** Empty for what cannot even be looked at, or is missing. */
async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await lstat(path, { bigint: true });
    return `${ino}-${size}-${mtimeNs}`;
  } catch {
    return "";
  }
}

/** For `catch`: what a log is built on must not be passed over because a disk does not answer now. */
export function corruptAsAbsent(error: unknown): undefined {
  if (!isKind(error, "corrupt")) throw error;
}

/** For `catch`: one thing that cannot be read does not stop the others. */
export function unreadableAsAbsent(error: unknown): undefined {
  if (!isKind(error, "corrupt", "unavailable")) throw error;
}
