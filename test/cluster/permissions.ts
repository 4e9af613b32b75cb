/** What service accounts may do by the cluster's roles, beside what they did by its audit log. */

/** A verb on a resource, as `kubectl auth can-i` takes it: `patch caches.cachefork.dev/status`. */
export type Right = string;

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A Role or ClusterRole. */
export interface Role extends Named {
  readonly kind: string;
  readonly rules?: readonly Rule[] | null;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding extends Named {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** A line of the audit log, as far as it matters here (https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/). */
export interface AuditEvent {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly impersonatedUser?: unknown;
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly apiGroup?: string;
  };
  /** What decided on it; an admission may answer 403, too, as for what is to be made in a namespace that goes. */
  readonly annotations?: { readonly "authorization.k8s.io/decision"?: string };
}

/** What an account asked of the API server. */
export interface Asked {
  readonly account: string;
  readonly right: Right;
  /** The program that asked, without its version. */
  readonly program: string;
  readonly refused: boolean;
}

/** Which role gives an account a right. */
export interface Granted {
  readonly account: string;
  readonly right: Right;
  readonly role: string;
}

/** What the roles grant to the accounts of a namespace. */
export function grantedIn(namespace: string, roles: readonly Role[], bindings: readonly Binding[]): Granted[] {
  return bindings.flatMap(({ roleRef, subjects = [], metadata }) => {
    const accounts = subjects.filter((subject) => subject.kind === "ServiceAccount" && subject.namespace === namespace);
    const within = roleRef.kind === "Role" ? metadata.namespace : undefined;
    const role = roles.find(
      (one) => one.kind === roleRef.kind && one.metadata.name === roleRef.name && one.metadata.namespace === within,
    );
    const rights = (role?.rules ?? []).flatMap(rightsOf);
    return accounts.flatMap(({ name }) => rights.map((right) => ({ account: name, right, role: roleRef.name })));
  });
}

function rightsOf({ apiGroups = [], resources = [], verbs }: Rule): Right[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.map((verb) => rightTo(verb, group, ...split(resource)))),
  );
}

function split(resource: string): readonly [name: string, subresource: string | undefined] {
  const [name = "", subresource] = resource.split("/");
  return [name, subresource];
}

function rightTo(verb: string, group: string, name: string, subresource: string | undefined): Right {
  return `${verb} ${name}${group === "" ? "" : `.${group}`}${subresource === undefined ? "" : `/${subresource}`}`;
}

/** What an account of the namespace asked in this event; nothing when somebody else did, or it is about no resource. */
export function askedIn(namespace: string, event: AuditEvent): Asked | undefined {
  const prefix = `system:serviceaccount:${namespace}:`;
  const { verb, user, objectRef, userAgent = "", annotations, impersonatedUser } = event;
  if (!user.username.startsWith(prefix) || impersonatedUser !== undefined) return undefined;
  if (objectRef?.resource === undefined) return undefined;
  const { resource, subresource, apiGroup = "" } = objectRef;
  return {
    account: user.username.slice(prefix.length),
    right: rightTo(verb, apiGroup, resource, subresource),
    program: userAgent.split("/")[0] ?? "",
    refused: annotations?.["authorization.k8s.io/decision"] === "forbid",
  };
}
