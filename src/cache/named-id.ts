/** Ids of what is made once for a name: the same name always gives the same id. */
import { createHash } from "node:crypto";

/** `<kind>-` and 32 hex digits. */
export function idFor(kind: "claim" | "snap", name: string): string {
  return `${kind}-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
}

/** Whether the text looks like an id of this kind: then it can be a file's name. */
export function isIdOf(kind: "claim" | "snap", id: string): boolean {
  return id.startsWith(`${kind}-`) && /^[0-9a-f]{32}$/.test(id.slice(kind.length + 1));
}
