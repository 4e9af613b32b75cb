/** Makes the client of the API server that a role was told to use. */
import { readFile } from "node:fs/promises";
import type { Clock } from "./cache/ports.ts";
import { Client } from "./kube/client.ts";
import { type Connection, inCluster } from "./kube/connection.ts";

/** What the client is made from. */
export interface ClientWishes {
  /** Undefined for a pod's service account. */
  readonly kubeconfig: string | undefined;
  readonly userAgent: string;
  readonly clock: Clock;
  /** Is told the date of every answer that has one. */
  readonly heard?: (date: string | undefined) => void;
}

/** Throws `precondition` when nothing says where the API server is, or who asks. */
export async function openClient({ kubeconfig, ...wishes }: ClientWishes): Promise<Client> {
  return new Client({ connection: await connect(kubeconfig, wishes.clock), ...wishes });
}

async function connect(kubeconfig: string | undefined, clock: Clock): Promise<Connection> {
  if (kubeconfig === undefined) return inCluster(process.env, read, clock);
  // What reads YAML is loaded only where there is some.
  const { fromKubeconfig } = await import("./kube/kubeconfig.ts");
  return fromKubeconfig(kubeconfig, read, clock);
}

function read(path: string): Promise<string> {
  return readFile(path, "utf8");
}
