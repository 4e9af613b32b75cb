/** Opens a state directory that a plugin made, to look at it from outside. */
import { existsSync } from "node:fs";
import { CacheError } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import { hasCode } from "./files.ts";
import type { Host } from "./inspect.ts";
import { DiskInspection } from "./inspect.ts";
import { Layout } from "./layout.ts";
import { DiskMirror } from "./mirror.ts";
import type { Identity } from "./shapes.ts";
import { DiskSnapshots } from "./snapshots.ts";
import { domainOf, readIdentity } from "./state.ts";

/** The ledger (a mirror, for caches of a cluster), the snapshots and the inspection of an existing state directory. Makes nothing; throws `precondition` where there is no state. */
export async function inspectState(
  state: string,
  host: Omit<Host, "userxattr">,
  clock: Clock,
): Promise<{
  readonly ledger: DiskMirror;
  readonly snapshots: DiskSnapshots;
  readonly inspection: DiskInspection;
}> {
  const layout = new Layout(state);
  const identity = await identityIn(layout);
  return {
    ledger: new DiskMirror(layout, domainOf(identity), clock),
    snapshots: new DiskSnapshots(layout, clock),
    inspection: new DiskInspection(layout, { ...host, userxattr: identity.userxattr }),
  };
}

const nameIt = "name the directory that the plugin's --state names";

async function identityIn(layout: Layout): Promise<Identity> {
  const identity = await readIdentity(layout).catch((error: unknown) => {
    const cause = error instanceof Error ? error.cause : undefined;
    if (hasCode(cause, "EACCES", "EPERM"))
      throw noState(layout, "permission denied; be the user that runs the plugin, in most cases root", error);
    if (hasCode(cause, "ENOTDIR")) throw noState(layout, `it is no directory; ${nameIt}`, error);
    throw error;
  });
  if (identity) return identity;
  if (!existsSync(layout.root)) throw noState(layout, `there is no such directory; ${nameIt}`);
  throw noState(layout, `there is no state.json in it, so no plugin has worked with it; ${nameIt}`);
}

function noState({ root }: Layout, why: string, cause?: unknown): CacheError {
  return new CacheError(
    "precondition",
    `Cannot read the state in ${root}: ${why}`,
    cause === undefined ? {} : { cause },
  );
}
