/** Tests the registration as kubelet goes about it: over the socket that it finds in its directory. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pino } from "pino";
import { isKind } from "../../src/cache/errors.ts";
import { Registration } from "../../src/csi/registration.ts";
import { Metrics } from "../../src/metrics.ts";
import { RegistrationLog } from "../../src/registration-log.ts";
import { RpcLog } from "../../src/rpc-log.ts";
import { UnixEndpoint } from "../../src/unix-endpoint.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { Kubelet } from "./kubelet.ts";
import { probe } from "./raw-call.ts";

/** An endpoint that a test can hold when it is listened on. */
class HeldEndpoint extends UnixEndpoint {
  held = Promise.resolve();

  override async bound(): Promise<void> {
    await super.bound();
    await this.held;
  }
}

const introduction = {
  type: "CSIPlugin",
  name: "csi.example.com",
  endpoint: "/var/lib/kubelet/plugins/csi.example.com/csi.sock",
  supported_versions: ["1.0.0"],
};

describe("The registration with kubelet", () => {
  let folder: string;
  let socket: string;
  let endpoint: HeldEndpoint;
  let clock: FakeClock;
  let metrics: Metrics;
  let lines: string[];
  let registration: Registration;

  const open = async (counted = metrics): Promise<Registration> => {
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    return Registration.open({
      driver: introduction.name,
      endpoint: introduction.endpoint,
      socket: endpoint,
      reports: new RpcLog(log, counted, { answered: () => undefined }),
      events: new RegistrationLog(log, counted),
      clock,
    });
  };

  const logged = (): string[] =>
    lines.map((line) => {
      const { msg, why }: { msg?: string; why?: string } = JSON.parse(line);
      return why === undefined ? `${msg}` : `${msg}: ${why}`;
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cachefork-"));
    socket = join(folder, "csi.example.com-reg.sock");
    endpoint = new HeldEndpoint(socket);
    clock = new FakeClock();
    metrics = new Metrics({ ofProcess: false });
    lines = [];
    registration = await open();
  });

  afterEach(async () => {
    await registration[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it("tells kubelet who is there, and believes itself registered only when kubelet says so", async () => {
    using kubelet = new Kubelet(socket);
    expect((await kubelet.ask()).toObject()).to.deep.equal(introduction);
    expect(registration.notReady).to.equal("kubelet has not registered the plugin yet");
    expect(await metrics.text()).to.match(/^cachefork_registered 0$/m);
    await kubelet.tell({ plugin_registered: true });
    expect(registration.notReady).to.equal(undefined);
    expect(await metrics.text()).to.match(/^cachefork_registered 1$/m);
    expect(logged()).to.deep.equal(["Kubelet has registered the plugin"]);
  });

  it("answers a kubelet that was restarted, and asks again", async () => {
    for (const name of ["before", "after"]) {
      using kubelet = new Kubelet(socket);
      expect((await kubelet.ask()).name, name).to.equal(introduction.name);
      await kubelet.tell({ plugin_registered: true });
    }
    expect(logged()).to.have.lengthOf(2);
    expect(registration.notReady).to.equal(undefined);
  });

  it("says what kubelet refused, and lets itself be found anew", async () => {
    using kubelet = new Kubelet(socket);
    await kubelet.ask();
    await kubelet.tell({ plugin_registered: false, error: "node id is too long" });
    const why = "kubelet refused to register the plugin: node id is too long";
    expect(registration.notReady).to.equal(why);
    expect(logged()).to.deep.equal([`Kubelet did not register the plugin; it is asked again: ${why}`]);
    using found = Kubelet.watch(folder);
    await clock.slept();
    await clock.advance(1000);
    expect(await found.next()).to.equal(socket);
    using again = new Kubelet(socket);
    await again.ask();
    await again.tell({ plugin_registered: true });
    expect(registration.notReady).to.equal(undefined);
    expect(await metrics.text()).to.match(/^cachefork_registered 1$/m);
  });

  it("waits twice as long after each refusal, up to half a minute", async () => {
    for (const pause of [1, 2, 4, 8, 16, 30, 30]) {
      using kubelet = new Kubelet(socket);
      await kubelet.tell({ plugin_registered: false, error: "no" });
      using found = Kubelet.watch(folder);
      await clock.slept();
      await clock.advance(pause * 1000 - 1);
      expect(clock.sleeping, `${pause} s`).to.equal(1);
      await clock.advance(1);
      expect(await found.next()).to.equal(socket);
    }
  });

  it("hears a refusal that comes before the new socket is done", async () => {
    using first = new Kubelet(socket);
    await first.tell({ plugin_registered: false, error: "no" });
    const held = Promise.withResolvers<void>();
    endpoint.held = held.promise;
    using found = Kubelet.watch(folder);
    await clock.slept();
    await clock.advance(1000);
    expect(await found.next()).to.equal(socket);
    using second = new Kubelet(socket);
    await second.tell({ plugin_registered: false, error: "no again" });
    held.resolve();
    await clock.slept();
    using again = Kubelet.watch(folder);
    await clock.advance(2000);
    expect(await again.next()).to.equal(socket);
    expect(registration.notReady).to.match(/no again$/);
  });

  it("stops while it waits, and takes the socket away, which tells kubelet", async () => {
    using kubelet = new Kubelet(socket);
    await kubelet.tell({ plugin_registered: false, error: "" });
    expect(registration.notReady).to.match(/no reason was given$/);
    await clock.slept();
    using found = Kubelet.watch(folder);
    await registration[Symbol.asyncDispose]();
    expect(await found.lost()).to.equal(socket);
    expect(clock.sleeping).to.equal(0);
  });

  it("says that the socket is gone, which makes kubelet forget the plugin", async () => {
    using kubelet = new Kubelet(socket);
    await kubelet.tell({ plugin_registered: true });
    await rm(socket);
    expect(registration.notReady).to.equal(`${socket} is gone, so kubelet does not know the plugin; restart it`);
  });

  it("does not take the socket of another plugin that lives", async () => {
    const refused = await open(new Metrics({ ofProcess: false })).catch((error: unknown) => error);
    expect(isKind(refused, "busy"), String(refused)).to.equal(true);
    using kubelet = new Kubelet(socket);
    expect((await kubelet.ask()).name).to.equal(introduction.name);
  });

  for (const authority of ["localhost", "csi.example.com-reg.sock", "%2Fplugins_registry%2Freg.sock"]) {
    it(`is answered with :authority ${authority}`, async () => {
      expect(await probe(socket, "/pluginregistration.Registration/GetInfo", authority)).to.equal("grpc-status 0");
    });
  }

  it("serves nothing but the registration there", async () => {
    const answer = await probe(socket, "/csi.v1.Identity/Probe", "localhost");
    // 12 is UNIMPLEMENTED.
    expect(answer).to.equal("grpc-status 12");
  });
});
