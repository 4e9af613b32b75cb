/** Calls an RPC with raw HTTP/2, to choose what grpc clients choose by themselves. */
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket } from "node:net";

/** A gRPC message without fields: not compressed, no bytes. */
const empty = Buffer.alloc(5);

/** A connection to a Unix socket. */
export function session(socket: string): ClientHttp2Session {
  return connect("http://localhost", { createConnection: () => connectSocket(socket) });
}

/** Calls an RPC with an empty message: grpc's status, or how the stream ended. */
export async function rawCall(on: ClientHttp2Session, path: string, authority: string): Promise<string> {
  const stream = on.request({
    ":method": "POST",
    ":path": path,
    ":scheme": "http",
    ":authority": authority,
    "content-type": "application/grpc",
    te: "trailers",
  });
  let answer = "no trailers";
  const told = (headers: { readonly "grpc-status"?: string }): void => {
    if (headers["grpc-status"] !== undefined) answer = `grpc-status ${headers["grpc-status"]}`;
  };
  // An answer without a message has its status in the only headers.
  stream.on("response", told);
  stream.on("trailers", told);
  stream.on("error", (error: NodeJS.ErrnoException) => {
    answer = error.message;
  });
  stream.resume();
  stream.end(empty);
  await new Promise((resolve) => {
    stream.once("close", resolve);
  });
  return answer;
}

/** The same on a connection of its own. */
export async function probe(socket: string, path: string, authority: string): Promise<string> {
  const own = session(socket);
  try {
    return await rawCall(own, path, authority);
  } finally {
    own.destroy();
  }
}
