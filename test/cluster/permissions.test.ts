/** Tests of what is read from roles and from the audit log. */
import { expect } from "chai";
import { type AuditEvent, askedIn, grantedIn } from "./permissions.ts";

const subject = (name: string, namespace = "ours"): object => ({ kind: "ServiceAccount", name, namespace });

describe("Permissions on a cluster", () => {
  const cluster = {
    kind: "ClusterRole",
    metadata: { name: "reads" },
    rules: [{ apiGroups: ["cachefork.dev"], resources: ["caches", "caches/status"], verbs: ["get", "patch"] }],
  };
  const local = {
    kind: "Role",
    metadata: { name: "reads", namespace: "ours" },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
  };

  it("are those of the roles that an account is bound to", () => {
    const roleRef = { kind: "ClusterRole", name: "reads" };
    const bindings = [{ metadata: { name: "a" }, roleRef, subjects: [subject("node"), subject("x", "theirs")] }];
    expect(grantedIn("ours", [local, cluster], bindings as never)).to.deep.equal(
      [
        "get caches.cachefork.dev",
        "patch caches.cachefork.dev",
        "get caches.cachefork.dev/status",
        "patch caches.cachefork.dev/status",
      ].map((right) => ({ account: "node", right, role: "reads" })),
    );
  });

  it("tell a Role from a ClusterRole of the same name", () => {
    const bindings = [
      {
        metadata: { name: "b", namespace: "ours" },
        roleRef: { kind: "Role", name: "reads" },
        subjects: [subject("n")],
      },
    ];
    const found = grantedIn("ours", [cluster, local], bindings as never);
    expect(found.map(({ right }) => right)).to.deep.equal(["get pods"]);
  });

  const event: AuditEvent = {
    verb: "patch",
    user: { username: "system:serviceaccount:ours:node" },
    userAgent: "cachefork-node/0.1.0",
    objectRef: { resource: "caches", subresource: "status", apiGroup: "cachefork.dev" },
    annotations: { "authorization.k8s.io/decision": "allow" },
  };

  it("are used by what the audit log says", () => {
    const asked = { account: "node", right: "patch caches.cachefork.dev/status", program: "cachefork-node" };
    expect(askedIn("ours", event)).to.deep.equal({ ...asked, refused: false });
    const forbidden = { ...event, annotations: { "authorization.k8s.io/decision": "forbid" } };
    expect(askedIn("ours", forbidden)).to.deep.equal({ ...asked, refused: true });
    // An admission says no in a namespace that goes, with the same code: the right is there.
    const admitted = { ...event, responseStatus: { code: 403 } };
    expect(askedIn("ours", admitted)).to.deep.equal({ ...asked, refused: false });
  });

  it("are not used by others, by who only plays the account, or for what is no resource", () => {
    expect(askedIn("theirs", event)).to.equal(undefined);
    expect(askedIn("ours", { ...event, impersonatedUser: {} })).to.equal(undefined);
    const { objectRef: _, ...about } = event;
    expect(askedIn("ours", about)).to.equal(undefined);
  });
});
