/** The plugin's configuration from flags and CACHEFORK_* variables, wholly checked before anything starts. */
import type { DiskAmount } from "./cache/quantity.ts";
import type { SizeLimit } from "./cache/size-limit.ts";
import { FlagSource } from "./flag-source.ts";
import type { HostPort, LedgerPlace, LogLevel } from "./flag-values.ts";
import {
  boolean,
  cacheSize,
  count,
  directory,
  diskAmount,
  driverName,
  file,
  hostPort,
  identity,
  leaseName,
  ledgerPlace,
  logLevel,
  nodeId,
  registrationSocket,
  selinuxContext,
  socketPath,
  taintKey,
  whenFull,
} from "./flag-values.ts";
import type { Role } from "./flags.ts";

export interface Config {
  readonly role: Exclude<Role, "controller">;
  /** Absolute path of the Unix socket. */
  readonly socket: string;
  readonly state: string;
  readonly ledger: LedgerPlace;
  /** A file; undefined in a pod, which has its service account. */
  readonly kubeconfig: string | undefined;
  readonly nodeId: string;
  readonly driverName: string;
  /** Absolute path of the socket to register with kubelet through; undefined when somebody else does that. */
  readonly register: string | undefined;
  readonly metrics: HostPort | undefined;
  readonly keep: number;
  readonly minFree: DiskAmount;
  readonly maxUsed: DiskAmount;
  /** Of every cache; undefined for none. */
  readonly sizeLimit: SizeLimit | undefined;
  readonly logLevel: LogLevel;
  readonly allowTmpfs: boolean;
  /** Where the kernel's boot id is read. */
  readonly bootIdFile: string;
  readonly selinuxContext: string | undefined;
}

/** Whether the arguments ask for the text that `flags.ts` has as `help`. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes("--help") || argv.includes("-h");
}

/** What a controller is told. */
export interface ControllerConfig {
  readonly role: "controller";
  /** Absolute path of the Unix socket. */
  readonly socket: string;
  readonly driverName: string;
  readonly metrics: HostPort | undefined;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** This replica's name among the others. */
  readonly identity: string;
  /** Undefined in a pod, which has its service account. */
  readonly kubeconfig: string | undefined;
  /** The key of the taint to take from nodes that have the driver; undefined for none. */
  readonly startupTaint: string | undefined;
  readonly logLevel: LogLevel;
}

/** Reads `ROLE [--flag value]…`; throws one `invalid` that lists every mistake, a line each. */
export function readConfig(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | ControllerConfig {
  const source = new FlagSource(argv, env);
  const { role } = source;
  const config = role === "controller" ? controllerConfig(source) : nodeConfig(role, source);
  source.check();
  return Object.freeze(config);
}

function nodeConfig(role: Config["role"], source: FlagSource): Config {
  const size = source.take<number | undefined>("cache-size", cacheSize, undefined);
  const way = source.take("when-full", whenFull, "evict");
  const driver = source.take("driver-name", driverName, "");
  return {
    role,
    socket: source.take("endpoint", socketPath, ""),
    state: source.take("state", directory, ""),
    ledger: source.take("ledger", (text) => ledgerPlace(text, role), "embedded"),
    kubeconfig: source.take<string | undefined>("kubeconfig", file, undefined),
    nodeId: source.take("node-id", nodeId, ""),
    driverName: driver,
    register: source.take<string | undefined>("register", (text) => registrationSocket(text, driver), undefined),
    metrics: source.take<HostPort | undefined>("metrics", hostPort, undefined),
    keep: source.take("keep", count, 1),
    minFree: source.take("min-free", diskAmount, { bytes: 0 }),
    maxUsed: source.take("max-used", diskAmount, { bytes: 0 }),
    sizeLimit: size === undefined ? undefined : { size, whenFull: way },
    logLevel: source.take<LogLevel>("log-level", logLevel, "info"),
    allowTmpfs: source.take("allow-tmpfs", boolean, false),
    bootIdFile: source.take("boot-id-file", directory, ""),
    selinuxContext: source.take<string | undefined>("selinux-context", selinuxContext, undefined),
  };
}

function controllerConfig(source: FlagSource): ControllerConfig {
  return {
    role: "controller",
    socket: source.take("endpoint", socketPath, ""),
    driverName: source.take("driver-name", driverName, ""),
    metrics: source.take<HostPort | undefined>("metrics", hostPort, undefined),
    lease: source.take("lease", leaseName, { namespace: "", name: "" }),
    identity: source.take("identity", identity, ""),
    kubeconfig: source.take<string | undefined>("kubeconfig", file, undefined),
    startupTaint: source.take<string | undefined>("startup-taint", taintKey, undefined),
    logLevel: source.take<LogLevel>("log-level", logLevel, "info"),
  };
}
