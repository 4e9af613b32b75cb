/** What the demo reads from npm's output, and which settings it gives to npm. */
import { expect } from "chai";
import { contentPath, countDownloads, errorCode, errorLines, npmEnvironment } from "../../demo/npm-words.ts";

const url = "https://registry.example.com";
const printed = `npm warn Unknown user config "nodedir".
npm http fetch GET 200 ${url}/lodash 15ms (cache stale)
npm http fetch GET 200 ${url}/ms 1ms (cache hit)
npm http fetch GET 200 ${url}/dayjs 34ms (cache miss)
npm http fetch GET 304 ${url}/zod 20ms (cache revalidated)
npm http cache ms@${url}/ms/-/ms-2.1.3.tgz 1ms (cache hit)
npm http fetch GET 200 ${url}/dayjs/-/dayjs-1.11.13.tgz 555ms (cache miss)
npm http fetch GET 200 ${url}/no-cache-status 5ms

added 3 packages in 929ms
`;

const failed = `npm error code ENOTCACHED
npm error request to ${url}/zod failed: cache mode is 'only-if-cached' but no cached response is available.
npm error Log files were not written due to the config logs-max=0
`;

describe("What npm prints", () => {
  it("counts the fetches that went to the registry, and no answers from the cache", () => {
    expect(countDownloads(printed)).to.equal(4);
    expect(countDownloads("")).to.equal(0);
  });

  it("has an error code only when npm failed", () => {
    expect(errorCode(failed)).to.equal("ENOTCACHED");
    expect(errorCode("npm ERR! code ECONNREFUSED\n")).to.equal("ECONNREFUSED");
    expect(errorCode(printed)).to.equal(undefined);
  });

  it("has error lines that say something", () => {
    expect(errorLines(failed)).to.have.lengthOf(2);
    expect(errorLines(failed).join("\n")).not.to.contain("Log files");
  });
});

describe("npm's cache", () => {
  it("has content by the bytes of its integrity", () => {
    const integrity = `sha512-${Buffer.from("00ff10ab", "hex").toString("base64")}`;
    expect(contentPath("/cache", integrity)).to.equal("/cache/_cacache/content-v2/sha512/00/ff/10ab");
  });
});

describe("npm's environment", () => {
  const outer = {
    HOME: "/home/somebody",
    PATH: "/bin",
    npm_config_registry: url,
    npm_config_userconfig: "/home/somebody/.npmrc",
    npm_config_cache: "/home/somebody/.npm",
    npm_config_local_prefix: "/checkout",
    npm_config_audit: "true",
    npm_package_name: "cachefork",
    npm_lifecycle_event: "demo",
    INIT_CWD: "/checkout",
  };

  it("keeps what leads to the registry", () => {
    const env = npmEnvironment(outer, "/volume");
    expect(env).to.include({ HOME: outer.HOME, PATH: outer.PATH, npm_config_registry: url });
    expect(env["npm_config_userconfig"]).to.equal(outer.npm_config_userconfig);
  });

  it("has the volume as its cache, and no trace of the npm that started the demo", () => {
    const env = npmEnvironment(outer, "/volume");
    expect(env["npm_config_cache"]).to.equal("/volume");
    expect(env).not.to.have.any.keys("npm_config_local_prefix", "npm_package_name", "npm_lifecycle_event", "INIT_CWD");
  });

  it("is quiet whatever the user configured", () => {
    expect(npmEnvironment(outer, "/volume")).to.include({ npm_config_audit: "false", npm_config_fund: "false" });
  });
});
