/** Tests how a connection to the API server is found: in a pod, and by a kubeconfig. */
import { expect } from "chai";
import { inCluster } from "../../src/kube/connection.ts";
import { fromKubeconfig } from "../../src/kube/kubeconfig.ts";
import { failure } from "../contracts/mounter.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

const account = "/var/run/secrets/kubernetes.io/serviceaccount";
const env = { KUBERNETES_SERVICE_HOST: "10.96.0.1", KUBERNETES_SERVICE_PORT: "443" };

/** Files by path; the rest is not there. */
function reading(files: Record<string, string>): (path: string) => Promise<string> {
  return async (path) => {
    const found = files[path];
    if (found === undefined) throw new Error(`ENOENT ${path}`);
    return found;
  };
}

describe("The connection of a pod", () => {
  let clock: FakeClock;
  let files: Record<string, string>;

  beforeEach(() => {
    clock = new FakeClock();
    files = { [`${account}/token`]: "first\n", [`${account}/ca.crt`]: "PEM" };
  });

  it("is to the server that the environment names, with the files of the service account", async () => {
    const found = await inCluster(env, reading(files), clock);
    expect([found.server.href, found.tls]).to.deep.equal(["https://10.96.0.1/", { ca: "PEM" }]);
    const six = await inCluster(
      { ...env, KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "6443" },
      reading(files),
      clock,
    );
    expect(six.server.href).to.equal("https://[fd00::1]:6443/");
  });

  it("sends the token that the file has now, or had a minute ago", async () => {
    const { token } = await inCluster(env, reading(files), clock);
    files[`${account}/token`] = "second\n";
    expect(await token("known")).to.equal("first");
    await clock.advance(60_000);
    expect(await token("known")).to.equal("second");
    files[`${account}/token`] = "third\n";
    expect(await token("fresh")).to.equal("third");
    delete files[`${account}/token`];
    expect(await token("fresh"), "one that is gone for a moment").to.equal("third");
  });

  it("names what is missing", async () => {
    expect((await failure(inCluster({}, reading(files), clock), "precondition")).message).to.contain("--kubeconfig");
    delete files[`${account}/token`];
    const error = await failure(inCluster(env, reading(files), clock), "precondition");
    expect(error.message).to.contain(`${account}/token`);
  });
});

describe("The connection of a kubeconfig", () => {
  const clock = new FakeClock();

  function kubeconfig(user: object, cluster: object = {}): Record<string, string> {
    const config = {
      "current-context": "here",
      contexts: [
        { name: "there", context: { cluster: "x", user: "x" } },
        { name: "here", context: { cluster: "c", user: "u" } },
      ],
      clusters: [{ name: "c", cluster: { server: "https://api.example:6443", ...cluster } }],
      users: [{ name: "u", user }],
    };
    return { "/etc/kube/config": JSON.stringify(config) };
  }

  it("is that of the current context, with what is in the file", async () => {
    const data = (text: string): string => Buffer.from(text).toString("base64");
    const files = kubeconfig(
      { "client-certificate-data": data("CERT"), "client-key-data": data("KEY") },
      { "certificate-authority-data": data("CA"), "tls-server-name": "kubernetes" },
    );
    const found = await fromKubeconfig("/etc/kube/config", reading(files), clock);
    expect(found.server.href).to.equal("https://api.example:6443/");
    expect(found.tls).to.deep.equal({ ca: "CA", cert: "CERT", key: "KEY", servername: "kubernetes" });
    expect(await found.token("known")).to.equal(undefined);
  });

  it("reads YAML, and the files that it names, from where it is", async () => {
    const yaml = `
apiVersion: v1
kind: Config
current-context: here
contexts: [{name: here, context: {cluster: c, user: u}}]
clusters:
  - name: c
    cluster:
      server: http://127.0.0.1:8080/proxy
      certificate-authority: pki/ca.crt
users:
  - name: u
    user:
      tokenFile: /run/token
`;
    const files = { "/etc/kube/config": yaml, "/etc/kube/pki/ca.crt": "CA", "/run/token": "T\n" };
    const found = await fromKubeconfig("/etc/kube/config", reading(files), clock);
    expect([found.server.href, found.tls]).to.deep.equal(["http://127.0.0.1:8080/proxy", { ca: "CA" }]);
    expect(await found.token("known")).to.equal("T");
  });

  it("has the token that is written there, and trusts whom it is told to", async () => {
    const files = kubeconfig({ token: "abc" }, { "insecure-skip-tls-verify": true });
    const found = await fromKubeconfig("/etc/kube/config", reading(files), clock);
    expect([await found.token("fresh"), found.tls]).to.deep.equal(["abc", { rejectUnauthorized: false }]);
  });

  for (const [what, files, says] of [
    ["that is not there", {}, "/etc/kube/config"],
    ["that is no YAML", { "/etc/kube/config": "a: [" }, "it is not YAML"],
    ["that is empty", { "/etc/kube/config": "" }, "it is empty"],
    ["without its context", { "/etc/kube/config": "current-context: x" }, 'no context "x"'],
    ["that runs a program", kubeconfig({ exec: { command: "aws" } }), '"exec"'],
    ["whose server is no URL", kubeconfig({}, { server: "api" }), 'its server is "api"'],
    ["whose file is missing", kubeconfig({ "client-certificate": "me.crt" }), "/etc/kube/me.crt"],
  ] as const) {
    it(`cannot be one ${what}, and the error says so`, async () => {
      const error = await failure(fromKubeconfig("/etc/kube/config", reading(files), clock), "precondition");
      expect(error.message).to.contain(says);
    });
  }
});
