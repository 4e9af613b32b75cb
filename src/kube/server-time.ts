/** When an object was written last, by the clock of the API server: those of other machines need not agree. */
import type { Metadata } from "./resources.ts";

/** In milliseconds, to the second; undefined where the server did not say. */
export function writtenAt({ managedFields = [] }: Metadata): number | undefined {
  const times = managedFields.map(({ time = "" }) => Date.parse(time)).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? undefined : Math.max(...times);
}
