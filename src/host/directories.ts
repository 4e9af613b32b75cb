/** Makes directories, and those above them. */
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Answers the outermost directory that it made; undefined when all were there. Throws the errno of the step that failed. Node's own
 * `recursive` tries for ever where a directory's parent is there and it still cannot be made, as in /proc.
 */
export function makeDirectories(path: string, mode: number): string | undefined {
  let made: string | undefined;
  try {
    mkdirSync(path, mode);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && statSync(path).isDirectory()) return undefined;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    made = makeDirectories(dirname(path), mode);
  }
  mkdirSync(path, mode);
  return made ?? path;
}
