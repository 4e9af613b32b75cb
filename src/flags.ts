/** The plugin's flags: one table that parsing, CACHEFORK_* variables, --help and the manual are made from. */

/** Which services a plugin offers: all of them, those of a node, or those of a cluster. */
export const roles = ["standalone", "node", "controller"] as const;
export type Role = (typeof roles)[number];

/** A flag for people. Its variable and its parsing follow from its name. */
export interface Flag {
  /** What stands for the value in --help; undefined for a switch, which needs none. */
  readonly value: string | undefined;
  readonly text: string;
  /** Used when neither the flag nor its variable is given. */
  readonly fallback?: string;
  readonly required?: true;
}

export const flags = {
  endpoint: { value: "unix:///PATH", text: "Unix socket to serve CSI on", required: true },
  state: {
    value: "DIR",
    text: "Where layers, volumes and the log live, all on one file system",
    fallback: "/var/lib/cachefork",
  },
  ledger: {
    value: "WHERE",
    text: "Where the log is: embedded, on this node's disk, or kubernetes, in the API server (role node)",
    fallback: "embedded",
  },
  "node-id": { value: "NAME", text: "This node's name, as Kubernetes knows it", required: true },
  "driver-name": { value: "NAME", text: "Name of the CSI driver", fallback: "csi.cachefork.dev" },
  register: {
    value: "DIR",
    text: "Register with kubelet through a socket in its directory, like /var/lib/kubelet/plugins_registry",
  },
  metrics: { value: "HOST:PORT", text: "Serve /metrics and /healthz there" },
  keep: { value: "N", text: "Generations to keep of every cache", fallback: "5" },
  "min-free": { value: "AMOUNT", text: "Keep this much of the disk free, as a share or in bytes", fallback: "10%" },
  "max-used": { value: "AMOUNT", text: "Use at most this much of the disk, as a share or in bytes", fallback: "80%" },
  "cache-size": { value: "SIZE", text: "How much every cache may hold, like 20Gi; no limit unless given" },
  "when-full": {
    value: "WAY",
    text: "What becomes of a cache that holds more: evict, reset or refuse",
    fallback: "evict",
  },
  "log-level": { value: "LEVEL", text: "trace, debug, info, warn, error, fatal or silent", fallback: "info" },
  "allow-tmpfs": {
    value: undefined,
    text: "Accept a state directory in memory, which a reboot empties",
    fallback: "false",
  },
  "boot-id-file": {
    value: "FILE",
    text: "Where the id of this boot is read: a file of its own where a node is a container, and starts without its kernel",
    fallback: "/proc/sys/kernel/random/boot_id",
  },
  "selinux-context": { value: "CONTEXT", text: "SELinux context to mount volumes with, where SELinux is enforced" },
  lease: {
    value: "NAMESPACE/NAME",
    text: "The Lease that replicas compete for: one at a time writes what the cluster shows, and deletes",
    required: true,
  },
  identity: { value: "NAME", text: "This replica's name, that of its pod", required: true },
  kubeconfig: { value: "FILE", text: "How to reach the API server; a pod knows that without" },
  "startup-taint": {
    value: "KEY",
    text: "Take this taint from nodes where kubelet has registered the driver, like cachefork.dev/starting",
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flags;

/** In the order of --help. */
export const flagNames: readonly FlagName[] = Object.keys(flags).filter(isFlag);

/** A controller works on no disk; these it shares with the others, or has for itself. */
const shared: readonly FlagName[] = ["endpoint", "driver-name", "metrics", "log-level", "kubeconfig"];
const ofController: readonly FlagName[] = ["lease", "identity", "startup-taint"];

/** Those that a role takes. */
export function flagsOf(role: Role): readonly FlagName[] {
  return flagNames.filter((name) => {
    const isOwn = ofController.includes(name);
    return role === "controller" ? isOwn || shared.includes(name) : !isOwn;
  });
}

/** Whether there is a flag of this name. */
export function isFlag(name: string): name is FlagName {
  return Object.hasOwn(flags, name);
}

/** The variable that gives a flag's value where the flag itself is not given: `--node-id` is CACHEFORK_NODE_ID. */
export function variableOf(name: FlagName): string {
  return `CACHEFORK_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** What --help prints. */
export const help = `Usage: cachefork standalone --endpoint unix:///PATH --node-id NAME [flags]
       cachefork node       --endpoint unix:///PATH --node-id NAME [flags]
       cachefork controller --endpoint unix:///PATH --lease NAMESPACE/NAME --identity NAME [flags]

  standalone  Serves CSI Identity, Controller and Node on one socket, with the log on this node's disk.
  node        Serves CSI Identity and Node.
  controller  Serves CSI Identity and Controller for a cluster; of several replicas, one keeps the cluster's objects in order.

Flags:
${flagNames.map(helpLine).join("\n")}
  --help
      Print this.

Every flag can be given as a variable instead; the flag wins. An empty variable counts as not given.

Exit codes:
  0  stopped when asked to (SIGTERM, SIGINT), with every call answered
  1  failed; the reason is the last line of the log
  2  wrong flags or variables; all of them are listed
`;

function helpLine(name: FlagName): string {
  const { value, text, fallback, required }: Flag = flags[name];
  const takers = roles.filter((role) => flagsOf(role).includes(name));
  const given = [
    takers.length < roles.length ? takers.join(" and ") : undefined,
    required ? "required" : undefined,
    fallback && value && `default ${fallback}`,
    variableOf(name),
  ];
  const notes = given.filter((note) => note !== undefined && note !== "");
  return `  --${name}${value === undefined ? "" : ` ${value}`}\n      ${text} (${notes.join("; ")})`;
}
