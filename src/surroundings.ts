/** What surrounds a plugin, whatever its role. */
import type { Logger } from "pino";

export interface Surroundings {
  readonly log: Logger;
  readonly version: string;
  /** The entry of worker threads. */
  readonly worker: URL;
}
