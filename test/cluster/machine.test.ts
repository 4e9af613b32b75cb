/** What a machine made of namespaces is: what it has of its own, and what is left of it. */
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { describeSystem, needRoot } from "../support/needs.ts";
import { isAlive } from "./alive.ts";
import { Cluster } from "./cluster.ts";
import { bootIdForDriver, makeDisk, renewBootId } from "./disk.ts";
import { Machine } from "./machine.ts";
import { Place } from "./place.ts";
import { until } from "./until.ts";

const bootId = "/proc/sys/kernel/random/boot_id";
const overcommit = "/proc/sys/vm/overcommit_memory";

describeSystem("A machine", () => {
  const place = new Place(`test-${process.pid}`);
  const machine = new Machine(place, "one");

  before(async function () {
    needRoot(this);
    await mkdir(place.run, { recursive: true });
    await makeDisk(machine.disk);
    await renewBootId(machine.disk);
    await machine.boot();
  });
  after(() => new Cluster(place).down());

  it("has a name, processes and a network of its own, and its disk as /var", async () => {
    expect((await machine.run(["hostname"])).trim()).to.equal("one");
    expect(hostname()).not.to.equal("one");
    expect(await machine.run(["ps", "-e", "-o", "pid="])).to.match(/^ +1\n/);
    expect((await machine.run(["ls", "/sys/class/net"])).trim()).to.equal("lo");
    await machine.run(["touch", "/var/lib/mark", "/run/mark"]);
    expect(readFileSync(join(machine.disk, "lib/mark"), "utf8")).to.equal("");
    expect(() => readFileSync("/run/mark")).to.throw("ENOENT");
  });

  it("believes in a boot of its own, and cannot change what the host's kernel does", async () => {
    const own = await machine.run(["cat", bootId]);
    expect(own).to.match(/^[0-9a-f-]{36}\n$/);
    expect(own).not.to.equal(readFileSync(bootId, "utf8"));
    expect(await machine.run(["cat", join("/var", bootIdForDriver)])).to.equal(own);
    const before = readFileSync(overcommit, "utf8");
    await machine.run(["sh", "-c", `echo 2 >${overcommit}`]);
    expect(readFileSync(overcommit, "utf8")).to.equal(before);
  });

  it("runs programs that outlive the one who started them, and ends them one by one", async () => {
    await machine.start("first", ["sh", "-c", "echo hello; exec sleep 1000"]);
    await machine.start("second", ["sleep", "1000"]);
    expect(machine.daemons).to.deep.equal(["first", "second"]);
    await machine.stop("first");
    expect(await machine.isRunning("first")).to.be.false;
    expect(await machine.isRunning("second")).to.be.true;
    expect(machine.lastWords("first")).to.equal("hello");
  });

  it("sees that a program ended by itself", async () => {
    await machine.start("brief", ["true"]);
    const ended = async (): Promise<true | undefined> => ((await machine.isRunning("brief")) ? undefined : true);
    expect(await until(ended, { what: "end of it", seconds: 5 })).to.be.true;
  });

  it("ends at once with everything in it when it crashes, and boots from its disk", async () => {
    const { init } = machine;
    if (init === undefined) throw new Error("it does not run");
    const namespace = readFileSync(`/proc/${init.pid}/mountinfo`, "utf8");
    expect(namespace).to.contain(" /var ");
    await machine.start("third", ["sleep", "1000"]);
    await machine.crash();
    expect(isAlive(init)).to.be.false;
    expect(machine.init).to.be.undefined;
    expect(await machine.isRunning("third")).to.be.false;
    await renewBootId(machine.disk);
    await machine.boot();
    expect(await machine.run(["ls", "/var/lib/mark"])).to.equal("/var/lib/mark\n");
    expect((await machine.attempt(["ls", "/run/mark"])).code).not.to.equal(0);
  });

  it("leaves nothing when the cluster goes", async () => {
    const { init } = machine;
    await new Cluster(place).down();
    expect(init && isAlive(init)).to.be.false;
    expect(readFileSync("/proc/self/mountinfo", "utf8")).not.to.contain(place.name);
    expect(() => readFileSync(place.run)).to.throw("ENOENT");
    expect(() => readFileSync(place.disks)).to.throw("ENOENT");
  });
});
