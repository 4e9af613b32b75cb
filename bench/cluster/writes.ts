/** What Cachefork's components write to the API server, by its audit log. */
import { readFile } from "node:fs/promises";
import { namespace } from "../../test/cluster/cachefork-install.ts";
import type { Cluster } from "../../test/cluster/cluster.ts";
import { type AuditEvent, askedIn, type Right } from "../../test/cluster/permissions.ts";

const writing = /^(create|update|patch|delete|deletecollection) /;
/** Renewed all the time, whatever happens. */
const lease = / leases\./;

/** How many writes there were, by what they did. */
export type Writes = ReadonlyMap<Right, number>;

/** Those so far. Those of the sidecars do not count: an inline volume has nothing to do with them. */
export async function writesSoFar(cluster: Cluster): Promise<Writes> {
  const text = await readFile(cluster.controlPlane.auditLog, "utf8");
  const asked = text
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => askedIn(namespace, JSON.parse(line) as AuditEvent))
    .filter((one) => one !== undefined)
    .filter(({ program, right }) => program.startsWith("cachefork") && writing.test(right) && !lease.test(right));
  const ofEach = Map.groupBy(asked, ({ right }) => right);
  return new Map([...ofEach].map(([right, { length }]) => [right, length]));
}

/** What came between two looks, per pod. */
export function perPod(before: Writes, after: Writes, pods: number): Writes {
  const each = [...after].map(([right, count]) => [right, (count - (before.get(right) ?? 0)) / pods] as const);
  return new Map(each.filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a));
}
