/** Tests which :authority headers are answered: Go clients that dial a bare path send the path (reference: kubernetes#112597). */
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { expect } from "chai";
import { Plugin } from "./plugin.ts";

/** A gRPC message without fields: not compressed, no bytes. */
const empty = Buffer.alloc(5);

/** Calls Probe with raw HTTP/2: grpc's status, or how the stream ended. */
async function probe(session: ClientHttp2Session, authority: string): Promise<string> {
  const stream = session.request({
    ":method": "POST",
    ":path": "/csi.v1.Identity/Probe",
    ":scheme": "http",
    ":authority": authority,
    "content-type": "application/grpc",
    te: "trailers",
  });
  let answer = "no trailers";
  stream.on("trailers", (trailers) => {
    answer = `grpc-status ${String(trailers["grpc-status"])}`;
  });
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

describe("A raw HTTP/2 request over the Unix socket", () => {
  let plugin: Plugin;
  let session: ClientHttp2Session;

  beforeEach(async () => {
    plugin = await Plugin.start();
    session = connect("http://localhost", { createConnection: () => connectSocket(plugin.socket) });
  });

  afterEach(async () => {
    session.destroy();
    await plugin[Symbol.asyncDispose]();
  });

  for (const authority of ["localhost", "%2Ftmp%2Fcsi.sock", "csi.sock"]) {
    it(`with :authority ${authority} is answered`, async () => {
      expect(await probe(session, authority)).to.equal("grpc-status 0");
    });
  }

  // Not wanted, but so it is: nghttp2 refuses them before any code of ours. docs: Kubernetes 1.26 or newer.
  for (const authority of ["/tmp/csi.sock", ""]) {
    it(`with :authority ${JSON.stringify(authority)} is reset, which is the limit that the documents mention`, async () => {
      expect(await probe(session, authority)).to.match(/NGHTTP2_PROTOCOL_ERROR/);
      // The connection lives on.
      expect(await probe(session, "localhost")).to.equal("grpc-status 0");
    });
  }
});
