/** Records on disk: JSON that can be read with cat, with a sum that tells whether it is still what was written. */
import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { CacheError } from "../cache/errors.ts";
import { hasCode, translated } from "./files.ts";

/** A record as it is written: one line of JSON, whose last field is a sum of all the others. */
export function recordText(record: object): string {
  return `${JSON.stringify({ ...record, sum: sumOf(record) })}\n`;
}

/** Any byte that changed changes it (CRC-32): in the id of a layer, the record would look right, and pin another layer. */
function sumOf(record: object): string {
  return crc32(JSON.stringify(record)).toString(16).padStart(8, "0");
}

/** The record in a file; undefined when there is none. Throws `corrupt` when it is not what `check` expects, or not what was written. */
export async function readRecord<Value extends object>(
  path: string,
  check: (value: unknown) => value is Value,
): Promise<Value | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw translated(`read ${path}`, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CacheError("corrupt", `Cannot read ${path}: it is not JSON`, { cause: error });
  }
  const { sum, record } = taken(value);
  if (!check(record)) throw new CacheError("corrupt", `Cannot read ${path}: fields are missing or of another type`);
  if (sum !== undefined && sum !== sumOf(record))
    throw new CacheError("corrupt", `Cannot read ${path}: it is not what was written, by its sum`);
  return record;
}

/** The sum, where there is one: a record that was written by hand needs none. */
function taken(value: unknown): { readonly sum: unknown; readonly record: unknown } {
  if (typeof value !== "object" || value === null || !("sum" in value)) return { sum: undefined, record: value };
  const { sum, ...record } = value;
  return { sum, record };
}
