/** The one table from kinds of errors to gRPC's status codes. */
import { status } from "@grpc/grpc-js";
import type { ErrorKind } from "../cache/errors.ts";

/** What the CSI specification demands for each kind; `busy` and `conflict` are its "operation pending for volume". */
export const statusOf = {
  invalid: status.INVALID_ARGUMENT,
  "not-found": status.NOT_FOUND,
  exists: status.ALREADY_EXISTS,
  conflict: status.ABORTED,
  busy: status.ABORTED,
  exhausted: status.RESOURCE_EXHAUSTED,
  "out-of-range": status.OUT_OF_RANGE,
  precondition: status.FAILED_PRECONDITION,
  unavailable: status.UNAVAILABLE,
  corrupt: status.DATA_LOSS,
  cancelled: status.CANCELLED,
  deadline: status.DEADLINE_EXCEEDED,
  internal: status.INTERNAL,
} as const satisfies Readonly<Record<ErrorKind, status>>;
