/** A unary gRPC call as a promise. */

import type { CallOptions, ServiceError } from "@grpc/grpc-js";
import { Metadata } from "@grpc/grpc-js";

/** Makes the call that `start` starts; rejects with grpc's error, or when the answer takes longer than `ms`. */
export function call<Response>(
  start: (
    metadata: Metadata,
    options: CallOptions,
    done: (error: ServiceError | null, response?: Response) => void,
  ) => unknown,
  ms: number,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  start(new Metadata(), { deadline: Date.now() + ms }, (error, response) => {
    if (error) reject(error);
    else if (response === undefined) reject(new Error("The plugin answered nothing"));
    else resolve(response);
  });
  return promise;
}
