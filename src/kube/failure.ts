/** What an answer of the API server that is no success means, as a CacheError that says what to do. */
import { CacheError, type ErrorKind } from "../cache/errors.ts";

/** What a call was for: the words of its error. */
export interface About {
  /** As in RBAC: get, list, watch, create, update, patch, delete. */
  readonly verb: string;
  /** As in RBAC: `caches.cachefork.dev`, `holdings.cachefork.dev/status`. */
  readonly resource: string;
  /** `namespace/name`, or what of both there is. */
  readonly name: string;
}

/** The body of an answer that is no success (apimachinery meta/v1 Status), as far as it is looked at. */
interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly kind?: string; readonly causes?: readonly { readonly reason?: string }[] };
}

/** Statuses whose call was not carried out, or may not have been: it may succeed later. */
export function isPassing(code: number): boolean {
  return code === 429 || code >= 500;
}

const kinds: Readonly<Record<number, ErrorKind>> = {
  400: "invalid",
  404: "not-found",
  409: "conflict",
  410: "out-of-range",
  413: "invalid",
  415: "invalid",
  422: "invalid",
};

/** The error for an answer. Kinds: see `kinds`, and `unavailable` for what may pass. */
export function failure(about: About, code: number, body: string): CacheError {
  const status = readStatus(body);
  const what = `Cannot ${about.verb} ${about.resource} ${about.name}`;
  if (isEnding(code, status)) return new CacheError("not-found", `${what}: its namespace is being deleted`);
  const precondition = preconditionOf(about, code, status);
  if (precondition !== undefined) return new CacheError("precondition", `${what}: ${precondition}`);
  if (isPassing(code))
    return new CacheError("unavailable", `${what}: the API server answers ${code}${said(status, body)}`);
  const kind = code === 409 && status?.reason === "AlreadyExists" ? "exists" : (kinds[code] ?? "internal");
  return new CacheError(kind, `${what}: ${status?.message ?? `the API server answers ${code}`}`);
}

/** In a namespace that is being deleted nothing is made any more (`NamespaceTerminatingCause` of core/v1): it is as good as gone. */
function isEnding(code: number, status: Status | undefined): boolean {
  return code === 403 && (status?.details?.causes ?? []).some(({ reason }) => reason === "NamespaceTerminating");
}

/** What somebody has to set right first. */
function preconditionOf(about: About, code: number, status: Status | undefined): string | undefined {
  if (code === 401) return "the API server does not know who asks (401); check the token";
  if (code === 403) return forbidden(about, status);
  if (code === 404 && status?.details?.kind === undefined)
    return "the API server has no such resource; apply the chart's CustomResourceDefinitions";
  return undefined;
}

/** Roles are not all that forbids: quotas, admission and namespaces that are being deleted do, and then granting does not help. */
function forbidden({ verb, resource }: About, status: Status | undefined): string {
  const byRoles = status?.message === undefined || /cannot \w+ resource/.test(status.message);
  const advice = byRoles ? `; grant ${JSON.stringify(verb)} on ${JSON.stringify(resource)} to it` : "";
  return `forbidden${said(status, "")}${advice}`;
}

function said(status: Status | undefined, body: string): string {
  const text = status?.message ?? body.slice(0, 200).trim();
  return text === "" ? "" : `: ${text}`;
}

function readStatus(body: string): Status | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The error for a server that did not answer. */
export function unreachable(about: About, server: URL, cause: unknown): CacheError {
  return new CacheError(
    "unavailable",
    `Cannot ${about.verb} ${about.resource} ${about.name}: the API server at ${server.origin} does not answer`,
    { cause },
  );
}
