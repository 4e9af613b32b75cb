/** The one error class of Cachefork, with a closed set of kinds that the wire, the CLI and the retry rules decide by. */

/**
 * What went wrong, as far as a caller must know to act:
 * - `invalid`: the request itself is wrong; the same request never succeeds.
 * - `not-found`: what was named does not exist.
 * - `exists`: the name is taken by something else.
 * - `conflict`: somebody else was faster; look again, then retry.
 * - `busy`: in use right now; retry later.
 * - `exhausted`: disk, inodes, descriptors or a limit of ours is used up.
 * - `out-of-range`: a number in the request is beyond what can be; a smaller or larger one may succeed.
 * - `precondition`: the system is not in the state that this needs; retrying alone does not help.
 * - `unavailable`: something we depend on does not answer; retry.
 * - `corrupt`: stored bytes are not what we wrote.
 * - `cancelled`: the caller gave up.
 * - `deadline`: the caller's deadline ran out.
 * - `internal`: a defect of ours.
 */
export type ErrorKind =
  | "invalid"
  | "not-found"
  | "exists"
  | "conflict"
  | "busy"
  | "exhausted"
  | "out-of-range"
  | "precondition"
  | "unavailable"
  | "corrupt"
  | "cancelled"
  | "deadline"
  | "internal";

/** An error with a kind. Foreign errors become one where they enter, with `cause` set. */
export class CacheError extends Error {
  override readonly name = "CacheError";
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The kind of any thrown value: `internal` for what is not a CacheError. */
export function kindOf(error: unknown): ErrorKind {
  return error instanceof CacheError ? error.kind : "internal";
}

/** Whether a thrown value is a CacheError of one of these kinds. */
export function isKind(error: unknown, ...kinds: readonly ErrorKind[]): error is CacheError {
  return error instanceof CacheError && kinds.includes(error.kind);
}

/** What ends by itself, or when somebody sets it right: all of these can hit one try and spare the next. */
const passing: readonly ErrorKind[] = [
  "conflict",
  "busy",
  "exhausted",
  "precondition",
  "unavailable",
  "cancelled",
  "deadline",
];

/** Whether the same may succeed later, with nothing changed in what was asked. */
export function mayPass(error: unknown): boolean {
  return passing.includes(kindOf(error));
}

/** The message of any thrown value, with the messages of its causes behind it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}

/** Throws `cancelled` or `deadline` (whatever the signal carries) if the signal has fired. */
export function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  throw reason instanceof CacheError ? reason : new CacheError("cancelled", "The caller gave up", { cause: reason });
}
