/** Calls to the plugin: gRPC as promises, and the refusals that tests expect of them. */
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import { v1 } from "./messages.ts";

/** A unary call as a promise; rejects with grpc's error. */
export function call<Request, Response>(
  method: (request: Request, done: (error: Error | null, response?: Response) => void) => unknown,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error || response === undefined) reject(error ?? new Error("No answer"));
      else resolve(response);
    });
  });
}

/** How a call was refused. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** The refusal that a call must end with; throws when it succeeds, or fails without a status. */
export async function refusal(answer: Promise<unknown>): Promise<Refusal> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isServiceError(error)) throw new Error(`Expected a refusal, got ${String(error)}`, { cause: error });
  return { code: status[error.code], message: error.details };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "code" in error && "details" in error;
}

/** A client of each service. */
export class Clients {
  readonly identity: InstanceType<typeof v1.IdentityClient>;
  readonly node: InstanceType<typeof v1.NodeClient>;
  readonly controller: InstanceType<typeof v1.ControllerClient>;

  constructor(socket: string) {
    const address = [`unix://${socket}`, credentials.createInsecure()] as const;
    this.identity = new v1.IdentityClient(...address);
    this.node = new v1.NodeClient(...address);
    this.controller = new v1.ControllerClient(...address);
  }

  close(): void {
    for (const client of [this.identity, this.node, this.controller]) client.close();
  }
}
