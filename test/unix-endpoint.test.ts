/** Tests what becomes of a socket's file. */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { isKind } from "../src/cache/errors.ts";
import { UnixEndpoint } from "../src/unix-endpoint.ts";

describe("A Unix endpoint", () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cachefork-"));
    path = join(folder, "csi.sock");
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function serve(): Promise<Server> {
    const server = createServer();
    server.listen(path);
    await once(server, "listening");
    return server;
  }

  it("makes the directories above it", async () => {
    const deep = new UnixEndpoint(join(folder, "a", "b", "csi.sock"));
    await deep.claim();
    expect((await lstat(join(folder, "a", "b"))).isDirectory()).to.equal(true);
  });

  it("removes the socket of a plugin that was killed", async () => {
    // Node removes its socket when it closes it; only a killed process leaves one.
    const code = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    expect(spawnSync(process.execPath, ["-e", code]).signal).to.equal("SIGKILL");
    expect((await lstat(path)).isSocket()).to.equal(true);
    await new UnixEndpoint(path).claim();
    const server = await serve();
    server.close();
  });

  it("leaves the socket of a plugin that answers, with busy", async () => {
    const server = await serve();
    const refused = await new UnixEndpoint(path).claim().catch((error: unknown) => error);
    server.close();
    expect(isKind(refused, "busy"), String(refused)).to.equal(true);
  });

  it("leaves what is no socket, with exists", async () => {
    await writeFile(path, "mine");
    const refused = await new UnixEndpoint(path).claim().catch((error: unknown) => error);
    expect(isKind(refused, "exists"), String(refused)).to.equal(true);
    expect(await readFile(path, "utf8")).to.equal("mine");
  });
});
