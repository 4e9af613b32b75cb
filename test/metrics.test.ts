/** Tests what Prometheus and kubelet's probes get over HTTP. */
import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import { isKind } from "../src/cache/errors.ts";
import { Http } from "../src/http.ts";
import { Metrics } from "../src/metrics.ts";

describe("Metrics", () => {
  it("are counters and histograms of RPCs by method and code", async () => {
    const metrics = new Metrics({ ofProcess: false });
    metrics.answered("NodePublishVolume", "OK", 30);
    metrics.answered("NodePublishVolume", "ABORTED", 1);
    const text = await metrics.text();
    expect(text).to.include('cachefork_rpc_seconds_bucket{le="0.05",method="NodePublishVolume",code="OK"} 1');
    expect(text).to.include('cachefork_rpc_seconds_bucket{le="0.025",method="NodePublishVolume",code="OK"} 0');
    expect(text).to.include('cachefork_rpc_seconds_count{method="NodePublishVolume",code="ABORTED"} 1');
  });

  it("read gauges when they are asked for, and leave out those that nobody gives", async () => {
    const metrics = new Metrics({ ofProcess: false });
    let open = 1;
    metrics.observe({ volumesOpen: () => open, layers: async () => 7 });
    expect(await metrics.text()).to.match(/^cachefork_volumes_open 1$/m);
    open = 2;
    const text = await metrics.text();
    expect(text)
      .to.match(/^cachefork_volumes_open 2$/m)
      .and.to.match(/^cachefork_layers 7$/m);
    expect(text).to.not.include("cachefork_records_unreadable");
  });

  it("tell the rest when one thing cannot be read", async () => {
    const metrics = new Metrics({ ofProcess: false });
    const broken = (): number => {
      throw new Error("EIO");
    };
    metrics.observe({ unreadable: broken, layers: async () => Promise.reject(new Error("EIO")), volumesOpen: () => 3 });
    const text = await metrics.text();
    expect(text)
      .to.match(/^cachefork_records_unreadable Nan$/m)
      .and.to.match(/^cachefork_layers Nan$/m);
    expect(text).to.match(/^cachefork_volumes_open 3$/m);
  });

  it("have names that start with cachefork_, and figures of this process", async () => {
    const own = await new Metrics({ ofProcess: false }).text();
    const names = [...own.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? "");
    expect(names.length).to.be.greaterThan(10);
    expect(names.filter((name) => !name.startsWith("cachefork_"))).to.deep.equal([]);
    expect(await new Metrics().text()).to.include("process_resident_memory_bytes");
  });
});

describe("The HTTP pages", () => {
  let http: Http;
  let why: string | undefined;

  beforeEach(async () => {
    why = undefined;
    const metrics = new Metrics({ ofProcess: false });
    http = await Http.listen({ host: "127.0.0.1", port: 0, metrics, notReady: () => why });
  });

  afterEach(async () => {
    await http[Symbol.asyncDispose]();
  });

  async function get(path: string, method = "GET"): Promise<[code: number, body: string, type: string | null]> {
    const response = await fetch(`http://127.0.0.1:${http.port}${path}`, { method });
    return [response.status, await response.text(), response.headers.get("content-type")];
  }

  it("are /metrics in Prometheus' format", async () => {
    const [code, body, type] = await get("/metrics?x=1");
    expect([code, type]).to.deep.equal([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(body).to.include("# TYPE cachefork_rpc_seconds histogram");
  });

  it("are /healthz with 200 when ready, else 503 with the reason", async () => {
    expect((await get("/healthz")).slice(0, 2)).to.deep.equal([200, "ok\n"]);
    why = "not recovered yet";
    expect((await get("/healthz")).slice(0, 2)).to.deep.equal([503, "not recovered yet\n"]);
  });

  it("answer HEAD without a body", async () => {
    expect((await get("/healthz", "HEAD")).slice(0, 2)).to.deep.equal([200, ""]);
  });

  it("answer 404 for another page, 405 for another method", async () => {
    expect((await get("/"))[0]).to.equal(404);
    expect((await get("/metrics", "POST"))[0]).to.equal(405);
  });

  it("are refused an address that is taken, with precondition", async () => {
    const options = {
      host: "127.0.0.1",
      port: http.port,
      metrics: new Metrics({ ofProcess: false }),
      notReady: () => why,
    };
    const refused = await Http.listen(options).catch((error: unknown) => error);
    expect(isKind(refused, "precondition"), String(refused)).to.equal(true);
  });

  it("do not wait for a client that never ends its request", async () => {
    const client = connect(http.port, "127.0.0.1");
    client.write("GET /metrics HTTP/1.1\r\nHost: x\r\n");
    // Answered after it, so the server has seen the half request.
    await get("/healthz");
    const closed = once(client, "close");
    await http[Symbol.asyncDispose]();
    await closed;
  });

  it("are gone after their disposal, which may be repeated", async () => {
    const { port } = http;
    await http[Symbol.asyncDispose]();
    await http[Symbol.asyncDispose]();
    const gone = await fetch(`http://127.0.0.1:${port}/healthz`).catch((error: unknown) => error);
    expect(gone).to.be.instanceOf(Error);
  });
});
