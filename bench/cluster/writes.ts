/** What Cachefork's components write to the API server, by its audit log. */
import { readFile } from "node:fs/promises";
import { namespace } from "../../test/cluster/cachefork-install.ts";
import type { Cluster } from "../../test/cluster/cluster.ts";
import { type AuditEvent, askedIn } from "../../test/cluster/permissions.ts";

const writing = /^(create|update|patch|delete) /;
/** Renewed all the time, whatever happens. */
const lease = / leases\./;

/** How many writes there were so far. Those of the sidecars do not count: an inline volume has nothing to do with them. */
export async function writesSoFar(cluster: Cluster): Promise<number> {
  const text = await readFile(cluster.controlPlane.auditLog, "utf8");
  return text
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => askedIn(namespace, JSON.parse(line) as AuditEvent))
    .filter((asked) => asked !== undefined)
    .filter(({ program, right }) => program.startsWith("cachefork") && writing.test(right) && !lease.test(right))
    .length;
}
