/** Makes the client of the API server that a role was told to use. */
import { readFile } from "node:fs/promises";
import type { Clock } from "./cache/ports.ts";
import { Client } from "./kube/client.ts";
import { inCluster } from "./kube/connection.ts";
import { fromKubeconfig } from "./kube/kubeconfig.ts";

/** What the client is made from. */
export interface ClientWishes {
  /** Undefined for a pod's service account. */
  readonly kubeconfig: string | undefined;
  readonly userAgent: string;
  readonly clock: Clock;
}

/** Throws `precondition` when nothing says where the API server is, or who asks. */
export async function openClient({ kubeconfig, userAgent, clock }: ClientWishes): Promise<Client> {
  const connection =
    kubeconfig === undefined
      ? await inCluster(process.env, read, clock)
      : await fromKubeconfig(kubeconfig, read, clock);
  return new Client({ connection, clock, userAgent });
}

function read(path: string): Promise<string> {
  return readFile(path, "utf8");
}
