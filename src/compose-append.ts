/** Appends to a log from outside of the plugin, where that log lies: on the disk, or at the API server that the cache was bound to. */
import { CacheError, isKind, messageOf } from "./cache/errors.ts";
import { formatKey } from "./cache/key.ts";
import type { Mirror } from "./cache/mirror.ts";
import type { Clock, Ledger } from "./cache/ports.ts";
import type { Client } from "./kube/client.ts";
import { KubeLedger } from "./kube/ledger.ts";

export interface AppendParts {
  readonly mirror: Mirror;
  readonly clock: Clock;
  /** The node's name, as its plugin has it. */
  readonly node: string;
  /** Throws `precondition` where there is nothing to reach an API server with. */
  readonly connect: () => Promise<Client>;
}

/** Of a cache on a cluster the disk has a mirror only: an entry that was put there would be in nobody's log. */
export function appendOf({ mirror, clock, node, connect }: AppendParts): Ledger["append"] {
  return async (key, head, generation) => {
    if ((await mirror.bound(key)) === undefined) return mirror.append(key, head, generation);
    using client = await connect().catch((error: unknown): never => {
      if (!isKind(error, "precondition")) throw error;
      throw new CacheError(
        "precondition",
        `Cannot change ${formatKey(key)} from here, because its log is at the API server: run this in the node plugin's container (kubectl exec). ${messageOf(error)}`,
        { cause: error },
      );
    });
    await using log = new KubeLedger({ client, node, mirror, clock, failed: () => {} });
    return await log.append(key, head, generation);
  };
}
