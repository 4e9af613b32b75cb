/** Tests which :authority headers are answered: Go clients that dial a bare path send the path (reference: kubernetes#112597). */
import type { ClientHttp2Session } from "node:http2";
import { expect } from "chai";
import { Plugin } from "./plugin.ts";
import { rawCall, session as sessionOn } from "./raw-call.ts";

const probe = (session: ClientHttp2Session, authority: string): Promise<string> =>
  rawCall(session, "/csi.v1.Identity/Probe", authority);

describe("A raw HTTP/2 request over the Unix socket", () => {
  let plugin: Plugin;
  let session: ClientHttp2Session;

  beforeEach(async () => {
    plugin = await Plugin.start();
    session = sessionOn(plugin.socket);
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
