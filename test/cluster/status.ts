/** What of a cluster runs, for people and for programs. */
import { join } from "node:path";
import { table } from "../../demo/text.ts";
import type { Cluster } from "./cluster.ts";
import type { Machine } from "./machine.ts";

export interface MachineStatus {
  readonly name: string;
  readonly state: "running" | "down";
  /** The pid of its first program, as the host knows it. */
  readonly pid?: number;
  /** Whether Kubernetes calls the node ready; undefined for the control plane, and where nobody can be asked. */
  readonly ready?: boolean;
  readonly programs: Readonly<Record<string, "running" | "ended">>;
  readonly logs: string;
}

export interface ClusterStatus {
  readonly name: string;
  readonly up: boolean;
  readonly kubeconfig: string;
  readonly auditLog: string;
  readonly machines: readonly MachineStatus[];
}

interface NodeList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

export async function statusOf(cluster: Cluster): Promise<ClusterStatus> {
  const ready = await readiness(cluster);
  const machines = [cluster.controlPlane.machine, ...cluster.nodes.map(({ machine }) => machine)];
  return {
    name: cluster.place.name,
    up: cluster.isUp,
    kubeconfig: cluster.kubeconfig,
    auditLog: cluster.controlPlane.auditLog,
    machines: await Promise.all(machines.map((machine) => machineStatus(machine, ready.get(machine.name)))),
  };
}

/** A table, or that there is nothing. */
export function statusText({ name, up, machines, kubeconfig, auditLog }: ClusterStatus): string {
  if (!up && machines.every(({ state }) => state === "down")) return `Cluster ${name} does not run.\n`;
  const rows = machines.map(({ name: machine, state, pid, ready, programs, logs }) => [
    machine,
    state,
    ready === undefined ? "-" : ready ? "yes" : "no",
    String(pid ?? "-"),
    Object.entries(programs)
      .map(([program, how]) => (how === "running" ? program : `${program} (${how})`))
      .join(", ") || "-",
    logs,
  ]);
  const lines = table([["MACHINE", "STATE", "READY", "PID", "PROGRAMS", "LOGS"], ...rows]);
  return [`Cluster ${name}`, ...lines, `kubeconfig ${kubeconfig}`, `audit log  ${auditLog}`, ""].join("\n");
}

async function machineStatus(machine: Machine, ready: boolean | undefined): Promise<MachineStatus> {
  const { init, name } = machine;
  const programs: Record<string, "running" | "ended"> = {};
  if (init)
    for (const daemon of machine.daemons) programs[daemon] = (await machine.isRunning(daemon)) ? "running" : "ended";
  return {
    name,
    state: init ? "running" : "down",
    ...(init ? { pid: init.pid } : {}),
    // The API server takes a while to notice that a node is gone.
    ...(ready === undefined ? {} : { ready: ready && init !== undefined }),
    programs,
    logs: join(machine.disk, "log"),
  };
}

/** Which nodes are ready, as far as the API server can say. */
async function readiness(cluster: Cluster): Promise<ReadonlyMap<string, boolean>> {
  if (!cluster.isUp) return new Map();
  const { code, stdout } = await cluster.kubectl("get", "nodes", "--output=json", "--request-timeout=5s");
  if (code !== 0) return new Map();
  const { items } = JSON.parse(stdout) as NodeList;
  return new Map(
    items.map(({ metadata, status }) => [
      metadata.name,
      (status.conditions ?? []).some(({ type, status: how }) => type === "Ready" && how === "True"),
    ]),
  );
}
