/** Tests what a controller is told by flags and variables, and that no role takes another's flags. */
import { expect } from "chai";
import { CacheError } from "../src/cache/errors.ts";
import { readConfig } from "../src/config.ts";
import { flagNames, flagsOf, help } from "../src/flags.ts";

const needed = ["controller", "--endpoint=unix:///csi/csi.sock", "--lease=cachefork/controller", "--identity=pod-1"];

/** The mistakes, a line each. */
function mistakes(...argv: readonly string[]): string[] {
  try {
    readConfig(argv, {});
  } catch (error) {
    if (error instanceof CacheError && error.kind === "invalid") return error.message.split("\n  ").slice(1);
    throw error;
  }
  return [];
}

describe("A controller's configuration", () => {
  it("needs an endpoint, a Lease and an identity, and has defaults for the rest", () => {
    expect(readConfig(needed, {})).to.deep.equal({
      role: "controller",
      socket: "/csi/csi.sock",
      driverName: "csi.cachefork.dev",
      metrics: undefined,
      lease: { namespace: "cachefork", name: "controller" },
      identity: "pod-1",
      kubeconfig: undefined,
      startupTaint: undefined,
      logLevel: "info",
    });
    expect(mistakes("controller")).to.deep.equal([
      "--endpoint (or CACHEFORK_ENDPOINT) is required: Unix socket to serve CSI on",
      "--lease (or CACHEFORK_LEASE) is required: The Lease that replicas compete for: one at a time writes what the cluster shows, and deletes",
      "--identity (or CACHEFORK_IDENTITY) is required: This replica's name, that of its pod",
    ]);
  });

  it("is read from every flag and variable that it takes", () => {
    const flags = [
      "--driver-name=csi.example.com",
      "--metrics=:9810",
      "--kubeconfig=/k",
      "--startup-taint=a.b/c",
      "--log-level=debug",
    ];
    const env = { CACHEFORK_IDENTITY: "pod-2", CACHEFORK_STATE: "not looked at" };
    expect(readConfig([...needed.slice(0, 3), ...flags], env)).to.deep.equal({
      role: "controller",
      socket: "/csi/csi.sock",
      driverName: "csi.example.com",
      metrics: { host: "", port: 9810 },
      lease: { namespace: "cachefork", name: "controller" },
      identity: "pod-2",
      kubeconfig: "/k",
      startupTaint: "a.b/c",
      logLevel: "debug",
    });
  });

  it("takes no flag of a node, and a node none of a controller", () => {
    expect(mistakes(...needed, "--state=/x", "--keep", "3")).to.deep.equal([
      "--state is no flag of controller",
      "--keep is no flag of controller",
    ]);
    expect(mistakes("node", "--endpoint=unix:///x", "--node-id=n", "--lease=a/b")).to.deep.equal([
      "--lease is no flag of node",
    ]);
    expect(flagsOf("standalone")).to.deep.equal(flagsOf("node"));
    expect(new Set([...flagsOf("node"), ...flagsOf("controller")])).to.deep.equal(new Set(flagNames));
    expect(help).to.include("--lease NAMESPACE/NAME").and.to.include("(controller; required; CACHEFORK_LEASE)");
  });

  for (const [flag, good, bad] of [
    ["lease", ["a/b", "kube-system/csi.cachefork.dev"], ["a", "a/", "/b", "a/b/c", "A/b", "a.b/c", "a/b..c"]],
    ["identity", ["pod-1", "a.b_c"], ["", "-a", "a b", "x".repeat(254)]],
    ["kubeconfig", ["/etc/k"], ["k", "", "/etc/"]],
    ["startup-taint", ["starting", "cachefork.dev/starting", "a/B_c"], ["", "/a", "a/", "a/b/c", "A.b/c", "a b"]],
  ] as const) {
    it(`has good and bad values of --${flag}`, () => {
      for (const text of good) expect(mistakes(...needed, `--${flag}=${text}`), text).to.deep.equal([]);
      for (const text of bad) expect(mistakes(...needed, `--${flag}=${text}`), text).to.have.lengthOf(1);
    });
  }
});
