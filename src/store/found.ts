/** An entry with the place where it was found. */
import type { Entry } from "../cache/admit.ts";
import type { Name } from "./tree.ts";

export interface Found {
  readonly entry: Entry;
  /** A descriptor. */
  readonly directory: number;
  readonly name: Name;
}
