/** Keeps a Holding so small that the API server takes it: a request to etcd has at most 1.5 MiB. */
import type { HoldingLog } from "./resources.ts";

/** Bytes of all logs. The rest of the object is small beside them. */
const mostBytes = 1_000_000;

/** Bytes that server-side apply notes for each log, beside its key: the names of its fields. */
const noted = 300;

/** Of these logs the first ones, as many as fit. */
export function fitting(logs: readonly HoldingLog[]): readonly HoldingLog[] {
  let bytes = 0;
  const end = logs.findIndex((log) => {
    bytes += bytesOf(log);
    return bytes > mostBytes;
  });
  return end === -1 ? logs : logs.slice(0, end);
}

/** The key is there twice: once in the log, once in what apply notes of it. */
function bytesOf(log: HoldingLog): number {
  const { namespace, cache } = log;
  return Buffer.byteLength(JSON.stringify(log)) + Buffer.byteLength(JSON.stringify({ namespace, cache })) + noted;
}
