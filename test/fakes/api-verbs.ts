/** What the fake API server does for each verb, and what it refuses, as the real one does. */
import type { Metadata } from "../../src/kube/resources.ts";
import { crds, type Schema } from "../../tools/crds.ts";
import { ApiObjects, keyOf, type Stored, type Writer } from "./api-objects.ts";
import { applied, isPart, merged, selects } from "./api-patches.ts";
import { changeFaults, faults, shaped } from "./api-schema.ts";

/** Which objects a request is about. */
export interface Target {
  /** Empty for the core. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly query: URLSearchParams;
}

export interface Reply {
  readonly code: number;
  readonly body: unknown;
}

/** A kind that the server has. */
interface Served {
  readonly kind: string;
  readonly status: boolean;
  readonly schema: Schema | undefined;
}

/** Those of Kubernetes itself take any fields. */
const builtIn: readonly (readonly [path: string, kind: string])[] = [
  ["/pods", "Pod"],
  ["/nodes", "Node"],
  ["/events", "Event"],
  ["/namespaces", "Namespace"],
  ["/persistentvolumeclaims", "PersistentVolumeClaim"],
  ["/persistentvolumes", "PersistentVolume"],
  ["/nodes", "Node"],
  ["coordination.k8s.io/leases", "Lease"],
  ["storage.k8s.io/csinodes", "CSINode"],
];

const served = new Map<string, Served>([
  ...builtIn.map(([path, kind]): [string, Served] => [path, { kind, status: kind === "Pod", schema: undefined }]),
  ...crds.map(({ spec }): [string, Served] => {
    const [version] = spec.versions;
    const schema = version?.schema.openAPIV3Schema;
    return [
      `${spec.group}/${spec.names.plural}`,
      { kind: spec.names.kind, status: version?.subresources !== undefined, schema },
    ];
  }),
]);

export function refusal(code: number, reason: string, message: string, details?: object): Reply {
  return { code, body: { kind: "Status", apiVersion: "v1", status: "Failure", message, reason, code, details } };
}

export class ApiVerbs {
  readonly objects = new ApiObjects();
  /** Those in which nothing can be made. */
  readonly namespaces = new Map<string, "there" | "terminating" | "gone">();
  readonly #now: () => Date;
  /** What each owner applied last, by object and owner. */
  readonly #applied = new Map<string, unknown>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  answer(method: string, target: Target, contentType: string, body: unknown): Reply {
    const kind = served.get(kindOf(target));
    if (!kind) return { code: 404, body: "404 page not found\n" };
    if (target.name === undefined)
      return method === "POST" ? this.#create(target, kind, body) : this.#list(target, kind);
    const key = keyOf({
      name: target.name,
      ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
    });
    const found = this.objects.find(kindOf(target), key);
    const isApply = contentType.startsWith("application/apply-patch");
    if (method === "PATCH" && isApply) return this.#apply(target, kind, found, body);
    if (!found) return notFound(target);
    if (method === "GET") return { code: 200, body: found };
    if (method === "PUT") return this.#update(target, kind, found, body);
    if (method === "PATCH") return this.#update(target, kind, found, merged(found, body));
    return this.#delete(target, found, body);
  }

  /** Whether a watch of this target sees an object. */
  sees({ namespace, query }: Target, { metadata }: Stored): boolean {
    if (namespace !== undefined && metadata.namespace !== namespace) return false;
    const fields: Record<string, string> = {
      "metadata.name": metadata.name,
      "metadata.namespace": metadata.namespace ?? "",
    };
    return (
      selects(query.get("labelSelector") ?? "", metadata.labels ?? {}) &&
      selects(query.get("fieldSelector") ?? "", fields)
    );
  }

  #list(target: Target, { kind }: Served): Reply {
    const all = this.objects.all(kindOf(target)).filter((object) => this.sees(target, object));
    const limit = Number(target.query.get("limit") ?? 0) || all.length;
    const [version = "", after = "0"] = (target.query.get("continue") ?? "").split(":");
    if (version !== "" && this.objects.since(Number(version)) === undefined)
      return refusal(410, "Expired", "The provided continue parameter is too old");
    const end = Number(after) + limit;
    const resourceVersion = version === "" ? String(this.objects.version) : version;
    const next = end < all.length ? { continue: `${resourceVersion}:${end}` } : {};
    const items = all.slice(Number(after), end);
    return { code: 200, body: { kind: `${kind}List`, metadata: { resourceVersion, ...next }, items } };
  }

  #create(target: Target, kind: Served, body: unknown): Reply {
    const given = body as Stored;
    const { namespace } = target;
    const refused = namespace === undefined ? undefined : this.#refusedIn(namespace, target);
    if (refused) return refused;
    const object: Stored = {
      ...given,
      metadata: { ...given.metadata, ...(namespace === undefined ? {} : { namespace }) },
    };
    const key = keyOf(object.metadata);
    if (this.objects.find(kindOf(target), key)) {
      const message = `${target.plural}.${target.group} "${object.metadata.name}" already exists`;
      return refusal(409, "AlreadyExists", message, { kind: target.plural, name: object.metadata.name });
    }
    const { status: _, ...withoutStatus } = object;
    const made = (kind.schema ? shaped(kind.schema, kind.status ? withoutStatus : object) : object) as Stored;
    const wrong = faults(kind.schema ?? {}, made);
    if (wrong.length > 0) return invalid(kind, object, wrong);
    return { code: 201, body: this.objects.create(kindOf(target), made, this.#now(), writerOf(target)) };
  }

  /** As the API server's admission says it. */
  #refusedIn(namespace: string, { plural, group }: Target): Reply | undefined {
    const state = this.namespaces.get(namespace) ?? "there";
    if (state === "there") return undefined;
    if (state === "gone")
      return refusal(404, "NotFound", `namespaces "${namespace}" not found`, { name: namespace, kind: "namespaces" });
    const message = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const causes = [{ reason: "NamespaceTerminating", message, field: "metadata.namespace" }];
    return refusal(403, "Forbidden", `${plural}.${group} is forbidden: ${message}`, { group, kind: plural, causes });
  }

  #update(target: Target, kind: Served, found: Stored, body: unknown): Reply {
    const given = body as Stored;
    if (isOutdated(given.metadata, found.metadata)) return outdated(target, found);
    if (given.metadata.resourceVersion === undefined && kind.schema)
      return invalid(kind, found, ["metadata.resourceVersion: Invalid value: 0: must be specified for an update"]);
    const next = replaced(found, given, { part: target.subresource, keepStatus: kind.status });
    const made = (kind.schema ? shaped(kind.schema, next) : next) as Stored;
    const wrong = [...faults(kind.schema ?? {}, made), ...changeFaults(kind.schema ?? {}, found, made)];
    if (wrong.length > 0) return invalid(kind, found, wrong);
    const updated = this.objects.update(kindOf(target), found, normal(made), this.#now(), writerOf(target));
    return { code: 200, body: updated };
  }

  #apply(target: Target, kind: Served, found: Stored | undefined, body: unknown): Reply {
    const owner = `${kindOf(target)} ${target.namespace ?? ""}/${target.name ?? ""} ${target.subresource ?? ""} ${target.query.get("fieldManager") ?? ""}`;
    if (!found && target.subresource !== undefined) return notFound(target);
    const before = found ? this.#applied.get(owner) : undefined;
    const reply = found
      ? this.#update(target, kind, found, applied(found, before, body))
      : this.#create(target, kind, body);
    if (reply.code < 300) this.#applied.set(owner, body);
    return reply;
  }

  #delete(target: Target, found: Stored, body: unknown): Reply {
    const wanted = isPart(body) && isPart(body["preconditions"]) ? body["preconditions"] : {};
    const { uid, resourceVersion } = found.metadata;
    if ((wanted["uid"] ?? uid) !== uid || (wanted["resourceVersion"] ?? resourceVersion) !== resourceVersion)
      return outdated(target, found);
    this.objects.delete(kindOf(target), found, this.#now());
    return { code: 200, body: { kind: "Status", apiVersion: "v1", status: "Success" } };
  }
}

/** Who says no name has the same one as all others that say none. */
function writerOf({ query, subresource }: Target): Writer {
  const applies = query.get("fieldManager");
  return { manager: applies ?? "somebody", operation: applies === null ? "Update" : "Apply", subresource };
}

function isOutdated(given: Metadata, found: Metadata): boolean {
  const { resourceVersion = found.resourceVersion, uid = found.uid } = given;
  return resourceVersion !== found.resourceVersion || uid !== found.uid;
}

/** The status has a subresource of its own, and what the server sets nobody else does. */
function replaced(
  found: Stored,
  given: Stored,
  { part, keepStatus }: { readonly part: string | undefined; readonly keepStatus: boolean },
): Stored {
  if (part === "status") return { ...found, status: given.status };
  const { uid, creationTimestamp, deletionTimestamp, resourceVersion, namespace, name } = found.metadata;
  const kept = { uid, creationTimestamp, deletionTimestamp, resourceVersion, namespace, name };
  return normal({
    ...given,
    metadata: { ...given.metadata, ...kept } as Metadata,
    ...(keepStatus ? { status: found.status } : {}),
  });
}

/** `group/plural`. */
export function kindOf({ group, plural }: Target): string {
  return `${group}/${plural}`;
}

/** Without the fields that are undefined. */
function normal(object: Stored): Stored {
  return JSON.parse(JSON.stringify(object)) as Stored;
}

function notFound({ plural, group, name }: Target): Reply {
  const of = group === "" ? plural : `${plural}.${group}`;
  return refusal(404, "NotFound", `${of} "${name}" not found`, { name, group, kind: plural });
}

function outdated({ plural, group }: Target, { metadata }: Stored): Reply {
  const message = `Operation cannot be fulfilled on ${plural}.${group} "${metadata.name}": the object has been modified; please apply your changes to the latest version and try again`;
  return refusal(409, "Conflict", message, { name: metadata.name, group, kind: plural });
}

function invalid({ kind }: Served, { metadata }: Stored, wrong: readonly string[]): Reply {
  return refusal(422, "Invalid", `${kind} "${metadata.name}" is invalid: ${wrong.join(", ")}`, { kind });
}
