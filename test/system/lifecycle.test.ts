/** The plugin's own life: how it starts, what it says of itself, how it stops. */
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { call, refusal } from "../support/calls.ts";
import { v1 } from "../support/messages.ts";
import { freePort, Scrape } from "../support/metrics.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "maven" };

function write(name: string): (target: string) => void {
  return (target) => writeFileSync(join(target, name), name);
}

describeSystem("The plugin", () => {
  it("is not ready before it has recovered, refuses volumes then, and is ready afterwards", async () => {
    const port = await freePort();
    const healthz = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/healthz`)).status;
    await using running = await Running.start({ flags: ["--metrics", `127.0.0.1:${port}`] });
    const { identity } = running.clients;
    const ready = async (): Promise<boolean> =>
      (await call(identity.Probe.bind(identity), new v1.ProbeRequest())).ready.value;
    await running.pod("v1", attributes, write("one"));
    expect([await ready(), await healthz()]).to.deep.equal([true, 200]);
    await running.end("SIGKILL");
    // First of all it takes its reserve again: it waits here, with a full pipe, for as long as the test wants.
    const reserve = join(running.state, "reserve", "bytes");
    rmSync(reserve);
    execFileSync("mkfifo", [reserve]);
    const started = running.start();
    const { identity: client } = running.clients;
    const reading = await open(reserve, "r");
    const probe = await call(client.Probe.bind(client), new v1.ProbeRequest());
    expect(probe.ready.value).to.equal(false);
    expect(await healthz()).to.equal(503);
    expect((await refusal(running.publish({ id: "early", attributes }))).code).to.equal("UNAVAILABLE");
    expect((await refusal(running.unpublish("early"))).code).to.equal("UNAVAILABLE");
    await reading.close();
    await started;
    const after = await call(client.Probe.bind(client), new v1.ProbeRequest());
    expect([after.ready.value, await healthz()]).to.deep.equal([true, 200]);
    await running.pod("v2", attributes, write("two"));
  });

  it("that is asked to stop answers the call that is under way, and keeps open volumes mounted", async () => {
    await using running = await Running.start();
    const kept = await running.publish({ id: "open", attributes });
    const busy = await running.publish({ id: "busy", attributes });
    write("before")(kept);
    const file = openSync(join(busy, "file"), "w");
    const answered = running.unpublish("busy");
    await running.said(({ busy: how }) => how === "writer");
    const ended = running.end("SIGTERM");
    await running.said("Stopping");
    closeSync(file);
    await answered;
    expect(await ended).to.equal(0);
    expect(running.mounts()).to.deep.equal([kept]);
    write("while it was away")(kept);
    expect(readdirSync(kept)).to.have.members(["before", "while it was away"]);
    await running.start();
    expect(await running.said("Recovered", running.lines.length - 2)).to.deep.include({ open: 1 });
    write("after")(kept);
    await running.unpublish("open");
    await running.look("maven", (view) =>
      expect(readdirSync(view)).to.have.members(["before", "while it was away", "after", "file"]),
    );
  });

  it("that was killed comes back to volumes whose pods noticed nothing", async () => {
    await using running = await Running.start();
    await running.pod("base", attributes, write("base"));
    const target = await running.publish({ id: "v1", attributes });
    write("before")(target);
    await running.restart("SIGKILL");
    expect(readFileSync(join(target, "base"), "utf8")).to.equal("base");
    await running.publish({ id: "v1", attributes });
    expect(running.mounts(), "published again, it is still one mount").to.deep.equal([target]);
    write("after")(target);
    await running.unpublish("v1");
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["base", "before", "after"]));
  });

  it("says all that is wrong with its flags at once, and ends with 2", async () => {
    const flags = ["--kep", "3", "--min-free", "110%", "--log-level", "loud", "--metrics", "nowhere"];
    await using running = await Running.prepare({ flags });
    expect(await running.launch()).to.equal(2);
    expect(running.stderr).to.match(/^cachefork: Cannot start with this configuration, 4 mistakes:\n/);
    for (const mistake of [
      "--kep is unknown; did you mean --keep?",
      '--min-free cannot be "110%"',
      '--log-level cannot be "loud": allowed are trace, debug, info, warn, error, fatal, silent',
      '--metrics cannot be "nowhere": write HOST:PORT',
    ]) {
      expect(running.stderr).to.include(mistake);
    }
    expect(readdirSync(running.root), "nothing was made").to.deep.equal([]);
  });

  it("tells over HTTP what it does, and nothing else", async () => {
    const port = await freePort();
    await using running = await Running.start({ flags: ["--metrics", `127.0.0.1:${port}`] });
    await running.pod("v1", attributes, write("one"));
    await running.pod("v2", attributes, () => {});
    await running.publish({ id: "open", attributes });
    const scrape = await Scrape.of(port);
    expect(scrape.value("cachefork_volumes_open")).to.equal(1);
    expect(scrape.value("cachefork_caches")).to.equal(1);
    expect(scrape.value("cachefork_deltas_pending")).to.equal(0);
    expect(scrape.value("cachefork_commits_total", '{outcome="fast"}')).to.equal(1);
    expect(scrape.value("cachefork_commits_total", '{outcome="unchanged"}')).to.equal(1);
    expect(scrape.value("cachefork_commit_tries_count")).to.equal(1);
    expect(scrape.value("cachefork_publish_seconds_count", '{start="cold"}')).to.equal(1);
    expect(scrape.value("cachefork_publish_seconds_count", '{start="warm"}')).to.equal(2);
    expect(scrape.value("cachefork_rpc_seconds_count", '{method="NodePublishVolume",code="OK"}')).to.equal(3);
    expect(scrape.value("cachefork_disk_free_bytes")).to.be.greaterThan(0);
    expect(scrape.names).to.include("process_resident_memory_bytes");
    for (const [path, method, status] of [
      ["/", "GET", 404],
      ["/metrics", "POST", 405],
      ["/healthz", "GET", 200],
    ] as const) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`, { method })).status, `${method} ${path}`).to.equal(status);
    }
  });
});
