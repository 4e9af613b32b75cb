/** Tests that the configuration is read from flags and variables, and that all mistakes are told at once. */
import { expect } from "chai";
import { CacheError } from "../src/cache/errors.ts";
import { asksForHelp, type Config, type ControllerConfig, readConfig } from "../src/config.ts";
import { flagNames, help, variableOf } from "../src/flags.ts";

const needed = ["standalone", "--endpoint", "unix:///run/csi.sock", "--node-id", "node-1"];

function withFlags(...flags: readonly string[]): Config | ControllerConfig {
  return readConfig([...needed, ...flags], {});
}

/** The mistakes, a line each. */
function mistakes(argv: readonly string[], env: Readonly<Record<string, string>> = {}): string[] {
  try {
    readConfig(argv, env);
  } catch (error) {
    if (error instanceof CacheError && error.kind === "invalid") return error.message.split("\n  ").slice(1);
    throw error;
  }
  return [];
}

describe("readConfig()", () => {
  it("needs an endpoint and a node id, and has defaults for the rest", () => {
    expect(readConfig(needed, {})).to.deep.equal({
      role: "standalone",
      socket: "/run/csi.sock",
      state: "/var/lib/cachefork",
      ledger: "embedded",
      kubeconfig: undefined,
      nodeId: "node-1",
      driverName: "csi.cachefork.dev",
      register: undefined,
      metrics: undefined,
      keep: 5,
      minFree: { share: 0.1 },
      maxUsed: { share: 0.8 },
      sizeLimit: undefined,
      logLevel: "info",
      allowTmpfs: false,
      bootIdFile: "/proc/sys/kernel/random/boot_id",
      selinuxContext: undefined,
    });
  });

  it("reads every flag, with = or a space between", () => {
    const argv = [
      "node",
      "--endpoint=unix:///x/csi.sock",
      "--state",
      "/data",
      "--ledger",
      "kubernetes",
      "--kubeconfig=/etc/kube/config",
      "--node-id=n",
      "--driver-name",
      "csi.example.com",
      "--register",
      "/kubelet/plugins_registry/",
      "--metrics=[::1]:9808",
      "--keep",
      "7",
      "--min-free=20Gi",
      "--max-used",
      "50%",
      "--cache-size=20Gi",
      "--when-full",
      "reset",
      "--log-level=debug",
      "--allow-tmpfs",
      "--boot-id-file=/run/boot-id",
      "--selinux-context",
      "system_u:object_r:container_file_t:s0:c1,c2",
    ];
    expect(readConfig(argv, {})).to.deep.equal({
      role: "node",
      socket: "/x/csi.sock",
      state: "/data",
      ledger: "kubernetes",
      kubeconfig: "/etc/kube/config",
      nodeId: "n",
      driverName: "csi.example.com",
      register: "/kubelet/plugins_registry/csi.example.com-reg.sock",
      metrics: { host: "::1", port: 9808 },
      keep: 7,
      minFree: { bytes: 20 * 2 ** 30 },
      maxUsed: { share: 0.5 },
      sizeLimit: { size: 20 * 2 ** 30, whenFull: "reset" },
      logLevel: "debug",
      allowTmpfs: true,
      bootIdFile: "/run/boot-id",
      selinuxContext: "system_u:object_r:container_file_t:s0:c1,c2",
    });
  });

  it("reads every flag from its variable, too; the flag wins; an empty variable counts as not given", () => {
    const env = {
      CACHEFORK_ENDPOINT: "unix:///run/csi.sock",
      CACHEFORK_NODE_ID: "node-1",
      CACHEFORK_KEEP: "9",
      CACHEFORK_MIN_FREE: "",
      CACHEFORK_ALLOW_TMPFS: "true",
      // What Kubernetes sets for a Service of the name cachefork.
      CACHEFORK_SERVICE_HOST: "10.0.0.1",
      CACHEFORK_PORT: "tcp://10.0.0.1:80",
    };
    const config = readConfig(["standalone", "--keep", "3"], env);
    expect(config).to.deep.include({ nodeId: "node-1", keep: 3, minFree: { share: 0.1 }, allowTmpfs: true });
    expect(flagNames.map(variableOf)).to.include.members(Object.keys(env).slice(0, 5));
  });

  it("gives a value that nobody can change", () => {
    expect(Object.isFrozen(readConfig(needed, {}))).to.equal(true);
  });

  it("tells all mistakes at once: where, what, and what is allowed", () => {
    const argv = [
      "standalone",
      "extra",
      "--endpoint",
      "tcp://1.2.3.4",
      "--nodeid=a",
      "--keep",
      "0",
      "--log-level=verbos",
    ];
    const env = { CACHEFORK_MIN_FREE: "200%", CACHEFORK_STATE: "relative" };
    expect(mistakes(argv, env)).to.deep.equal([
      "--nodeid is unknown; did you mean --node-id?",
      '"extra" is one word too many',
      '--endpoint cannot be "tcp://1.2.3.4": write unix:// and an absolute path, like unix:///run/csi.sock',
      'CACHEFORK_STATE cannot be "relative": write an absolute path that is not /',
      "--node-id (or CACHEFORK_NODE_ID) is required: This node's name, as Kubernetes knows it",
      '--keep cannot be "0": allowed are whole numbers from 1 to 999999',
      'CACHEFORK_MIN_FREE cannot be "200%": write a share of the disk up to 100%, like 10%, or an amount like 20Gi',
      '--log-level cannot be "verbos": allowed are trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  it("lets only a node have its log in the API server", () => {
    expect(mistakes([...needed, "--ledger=kubernetes"])[0]).to.match(
      /^--ledger cannot be "kubernetes": that is for the role node/,
    );
    expect(mistakes([...needed, "--ledger=etcd"])).to.deep.equal([
      '--ledger cannot be "etcd": allowed are embedded and kubernetes',
    ]);
  });

  it("counts the mistakes in its first line", () => {
    expect(() => readConfig(["standalone"], {})).to.throw(/^Cannot start with this configuration, 2 mistakes:\n {2}/);
    expect(() => readConfig([...needed, "--keep=x"], {})).to.throw(
      /^Cannot start with this configuration, 1 mistake:\n/,
    );
  });

  it("does not take a flag for the value of the flag before it", () => {
    expect(mistakes([...needed, "--metrics", "--allow-tmpfs"])).to.have.lengthOf(1);
    expect(mistakes(["standalone", "--endpoint", "--node-id", "n"])[0]).to.match(/^--endpoint cannot be ""/);
  });

  it("takes a negative amount for a value, and tells which flag it is wrong for", () => {
    expect(mistakes([...needed, "--keep", "-1", "--min-free", "-5%"])).to.deep.equal([
      '--keep cannot be "-1": allowed are whole numbers from 1 to 999999',
      '--min-free cannot be "-5%": write a share of the disk up to 100%, like 10%, or an amount like 20Gi',
    ]);
  });

  it("takes what stands behind an unknown flag for its value", () => {
    expect(mistakes([...needed, "--kep", "3", "-x"])).to.deep.equal([
      "--kep is unknown; did you mean --keep?",
      "-x is unknown",
    ]);
  });

  it("needs a command that it knows", () => {
    const [, ...flags] = needed;
    const allowed = "allowed are standalone, node, controller";
    expect(mistakes(flags)).to.deep.equal([`a command is missing: ${allowed}`]);
    expect(mistakes(["nod", ...flags])).to.deep.equal([`"nod" is no command: ${allowed}`]);
  });

  it("takes a socket path of 107 bytes, and names the length of one of 108", () => {
    const path = `/${"s".repeat(106)}`;
    expect(readConfig(["node", `--endpoint=unix://${path}`, "--node-id=n"], {}).socket).to.equal(path);
    expect(mistakes(["node", `--endpoint=unix://${path}x`, "--node-id=n"])[0]).to.include("its path is 108 bytes long");
    // Bytes, not characters.
    expect(mistakes(["node", `--endpoint=unix:///${"ä".repeat(54)}`, "--node-id=n"])[0]).to.include("109 bytes");
  });

  for (const [flag, good, bad] of [
    ["endpoint", [], ["/run/csi.sock", "unix://run/csi.sock", "unix:///", "unix:///run/", "unix://"]],
    ["state", ["/a"], ["/", "a", ""]],
    ["node-id", ["n", "x".repeat(256)], ["x".repeat(257), "a\nb", ""]],
    ["driver-name", ["a", "A.b-c", "x".repeat(63)], ["x".repeat(64), "-a", "a.", "a_b", "ä"]],
    ["metrics", [":0", "0.0.0.0:9808", "localhost:1"], ["9808", "a:65536", "::1:1", "a:", "http://a:1"]],
    ["keep", ["1"], ["0", "-1", "1.5", "x", ""]],
    ["min-free", ["0%", "100%", "1Gi", "0"], ["101%", "-1", "x", ""]],
    ["max-used", ["80%"], ["101%"]],
    ["cache-size", ["1", "20Gi"], ["0", "-1", "10%", "x", ""]],
    ["when-full", ["evict", "reset", "refuse"], ["Evict", ""]],
    ["log-level", ["trace", "silent"], ["INFO", ""]],
    ["allow-tmpfs", ["true", "false"], ["yes"]],
    ["boot-id-file", ["/a"], ["a", ""]],
    ["selinux-context", ["a_u:b_r:c_t:s0"], ["x", 'a:b:c",ro', ""]],
  ] as const) {
    it(`knows good from bad values of --${flag}`, () => {
      for (const text of good) expect(() => withFlags(`--${flag}=${text}`), text).to.not.throw();
      for (const text of bad) expect(mistakes([...needed, `--${flag}=${text}`]), text).to.have.lengthOf(1);
    });
  }

  it("has a help that tells every flag, variable and default, and the exit codes", () => {
    for (const name of flagNames) expect(help).to.include(`--${name}`).and.to.include(variableOf(name));
    for (const text of ["default 10%", "default /var/lib/cachefork", "Exit codes:"]) expect(help).to.include(text);
    expect([asksForHelp(["standalone", "--help"]), asksForHelp(needed)]).to.deep.equal([true, false]);
  });
});
