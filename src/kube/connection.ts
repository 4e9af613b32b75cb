/** How the API server is reached, and as whom. */
import { CacheError } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";

/** Reads a file; the disk is not this folder's. */
export type ReadFile = (path: string) => Promise<string>;

/** What TLS is made with; PEM texts. */
export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface Connection {
  readonly server: URL;
  readonly tls: Tls;
  /** The token to send; undefined where another proof is used. `fresh` after one was refused. */
  readonly token: (which: "known" | "fresh") => Promise<string | undefined>;
}

const folder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The connection of a pod, as its service account. Throws `precondition` out of a pod. */
export async function inCluster(
  env: Readonly<Record<string, string | undefined>>,
  read: ReadFile,
  clock: Clock,
): Promise<Connection> {
  const { KUBERNETES_SERVICE_HOST: host = "", KUBERNETES_SERVICE_PORT: port = "" } = env;
  if (host === "" || port === "") {
    throw new CacheError(
      "precondition",
      "Cannot find the API server: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, as they are in a pod; give --kubeconfig",
    );
  }
  const ca = await readOr(read, `${folder}/ca.crt`);
  const token = new TokenFile(`${folder}/token`, read, clock);
  await token.text("known");
  return {
    server: new URL(`https://${host.includes(":") ? `[${host}]` : host}:${port}`),
    tls: { ca },
    token: (which) => token.text(which),
  };
}

/** A file's text; throws `precondition` naming it. */
export async function readOr(read: ReadFile, path: string): Promise<string> {
  try {
    return await read(path);
  } catch (error) {
    throw new CacheError("precondition", `Cannot read ${path}, which is needed to reach the API server`, {
      cause: error,
    });
  }
}

/** Milliseconds that a token is believed: kubelet replaces its file long before it expires. */
const believed = 60_000;

/** A token that is replaced from time to time. */
export class TokenFile {
  readonly #path: string;
  readonly #read: ReadFile;
  readonly #clock: Clock;
  #known: { readonly text: string; readonly at: number } | undefined;

  constructor(path: string, read: ReadFile, clock: Clock) {
    this.#path = path;
    this.#read = read;
    this.#clock = clock;
  }

  /** One that cannot be read now stays what it was. Throws `precondition` when there is none. */
  async text(which: "known" | "fresh"): Promise<string> {
    const now = this.#clock.now().getTime();
    const known = this.#known;
    // Set back, the clock would let it be believed for too long.
    if (known && which === "known" && Math.abs(now - known.at) < believed) return known.text;
    try {
      const text = (await readOr(this.#read, this.#path)).trim();
      this.#known = { text, at: now };
      return text;
    } catch (error) {
      if (known) return known.text;
      throw error;
    }
  }
}
