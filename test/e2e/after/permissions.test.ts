/** What the tests before it, and the components at rest, asked of the API server: all that the roles grant, and nothing else. */
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect } from "chai";
import { namespace } from "../../cluster/cachefork-install.ts";
import {
  type Asked,
  type AuditEvent,
  askedIn,
  type Binding,
  type Granted,
  grantedIn,
  type Role,
} from "../../cluster/permissions.ts";
import { skipBecause } from "../../host/skip.ts";
import { cluster } from "../stage.ts";

/** What is granted for what no test on a cluster brings about, with the test that does. */
const elsewhere: Readonly<Record<string, string>> = {
  // Another writer's entry has the number.
  "cachefork-node: get generations.cachefork.dev": "test/kube/ledger-caches.test.ts",
  // The entry came too late.
  "cachefork-node: delete generations.cachefork.dev": "test/kube/ledger-caches.test.ts",
};

/** Suites that a whole run has at least. */
const mostOfThem = 12;

/** The role of the standard sidecars, of which a cluster of tests has not all. */
const sidecars = "cachefork-sidecars";

async function list<Item>(kinds: string): Promise<readonly Item[]> {
  const text = await cluster.mustKubectl("get", kinds, "--all-namespaces", "--output=json");
  return (JSON.parse(text) as { readonly items: readonly Item[] }).items;
}

/** Of all the files that the API server began. */
async function auditLog(): Promise<readonly Asked[]> {
  const folder = dirname(cluster.controlPlane.auditLog);
  const stem = basename(cluster.controlPlane.auditLog, ".log");
  const names = (await readdir(folder)).filter((name) => name.startsWith(stem));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.split("\n").filter((line) => line.endsWith("}")))
    .flatMap((line) => askedIn(namespace, JSON.parse(line) as AuditEvent) ?? []);
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();

describe("The permissions of Cachefork's accounts", () => {
  let granted: readonly Granted[];
  let asked: readonly Asked[];
  before(async () => {
    const roles = await list<Role>("roles.rbac.authorization.k8s.io,clusterroles.rbac.authorization.k8s.io");
    const bindings = await list<Binding>(
      "rolebindings.rbac.authorization.k8s.io,clusterrolebindings.rbac.authorization.k8s.io",
    );
    granted = grantedIn(namespace, roles, bindings);
    asked = await auditLog();
  });

  it("are enough for all that was asked", () => {
    // What a test tries from within a pod says no name.
    const ours = asked.filter(({ program }) => program !== "" && program !== "node");
    expect(ours).to.not.be.empty;
    const refused = ours.filter((one) => one.refused).map((one) => `${one.account}: ${one.right} (${one.program})`);
    expect(unique(refused)).to.deep.equal([]);
  });

  it("are no more than what was used", function () {
    if ((this.test?.parent?.parent?.suites.length ?? 0) < mostOfThem) {
      skipBecause(this, "only the tests before it use everything, and not all of them ran");
    }
    const used = new Set(asked.filter((one) => !one.refused).map(({ account, right }) => `${account}: ${right}`));
    const own = granted.filter(({ role }) => role !== sidecars).map(({ account, right }) => `${account}: ${right}`);
    const unused = own.filter((text) => !used.has(text) && elsewhere[text] === undefined);
    expect(unique(unused)).to.deep.equal([]);
    expect(own).to.include.members(Object.keys(elsewhere));
  });
});
