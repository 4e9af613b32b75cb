/** Where objects are found on the API server, and what errors call them. */
import type { About } from "./failure.ts";
import type { Kind, ObjectName, Resource } from "./resources.ts";

/** Which objects of a kind. */
export interface Selection {
  /** Of all namespaces unless told. */
  readonly namespace?: string | undefined;
  /** As in `kubectl get -l`. */
  readonly labels?: string;
  /** As in `kubectl get --field-selector`. */
  readonly fields?: string;
}

/** A part of an object that is addressed by itself. */
export type Subresource = "status";

/** As parameters; those that are empty mean nothing. */
export function queryOf({ labels = "", fields = "" }: Selection): Record<string, string> {
  return { labelSelector: labels, fieldSelector: fields };
}

/** The path of an object, or of all without a name; parameters that are empty are left out. */
export function pathOf(
  { apiVersion, plural, namespaced }: Kind<Resource>,
  { namespace, name }: Partial<ObjectName>,
  query: Readonly<Record<string, string>> = {},
  subresource?: Subresource,
): string {
  const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const parts = namespaced && namespace !== undefined ? ["namespaces", namespace, plural] : [plural];
  if (name !== undefined) parts.push(name);
  if (subresource !== undefined) parts.push(subresource);
  const given = Object.entries(query).filter(([, value]) => value !== "");
  const parameters = given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
  return `${group}/${parts.map(encodeURIComponent).join("/")}${parameters}`;
}

/** The words for the errors of a call about one object. */
export function aboutOne(verb: string, kind: Kind<Resource>, of: ObjectName, subresource?: Subresource): About {
  const name = of.namespace === undefined ? of.name : `${of.namespace}/${of.name}`;
  return { verb, resource: resourceOf(kind, subresource), name };
}

/** The words for the errors of a call about many. */
export function aboutMany(verb: string, kind: Kind<Resource>, { namespace, labels }: Selection): About {
  const where = namespace === undefined ? "in all namespaces" : `in ${namespace}`;
  return { verb, resource: resourceOf(kind), name: labels === undefined ? where : `${where} with ${labels}` };
}

/** As roles name it. */
function resourceOf({ apiVersion, plural }: Kind<Resource>, subresource?: Subresource): string {
  const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
  return `${plural}${group}${subresource === undefined ? "" : `/${subresource}`}`;
}
