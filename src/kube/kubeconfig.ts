/** Reads a kubeconfig: the file by which kubectl finds an API server. */
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { CacheError } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import { type Connection, type ReadFile, readOr, type Tls, TokenFile } from "./connection.ts";

interface Named {
  readonly name?: unknown;
  readonly [part: string]: unknown;
}

type Part = Readonly<Record<string, unknown>>;

/** The connection of a kubeconfig's current context. Throws `precondition` naming what is missing, or cannot be used here. */
export async function fromKubeconfig(path: string, read: ReadFile, clock: Clock): Promise<Connection> {
  const config = parsed(path, await readOr(read, path));
  const context = named(path, config, "context", config["current-context"]);
  const cluster = named(path, config, "cluster", context["cluster"]);
  const user = named(path, config, "user", context["user"]);
  for (const unusable of ["exec", "auth-provider", "username", "as"]) {
    if (user[unusable] !== undefined)
      throw refused(path, `its user has ${JSON.stringify(unusable)}; usable are a token or a client certificate`);
  }
  const pem = (part: Part, field: string): Promise<string | undefined> => text(path, part, field, read);
  const tls: Tls = defined({
    ca: await pem(cluster, "certificate-authority"),
    cert: await pem(user, "client-certificate"),
    key: await pem(user, "client-key"),
    servername: optional(cluster["tls-server-name"]),
    rejectUnauthorized: cluster["insecure-skip-tls-verify"] === true ? false : undefined,
  });
  return { server: server(path, cluster), tls, token: tokenOf(path, user, read, clock) };
}

function refused(path: string, why: string): CacheError {
  return new CacheError("precondition", `Cannot use kubeconfig ${path}: ${why}`);
}

function parsed(path: string, yaml: string): Part {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (error) {
    throw new CacheError("precondition", `Cannot use kubeconfig ${path}: it is not YAML`, { cause: error });
  }
  if (!isPart(value)) throw refused(path, "it is empty");
  return value;
}

/** The part that a list has under a name: `clusters: [{name, cluster}]`. */
function named(path: string, config: Part, what: "context" | "cluster" | "user", name: unknown): Part {
  const list = config[`${what}s`];
  const found = Array.isArray(list) ? (list as Named[]).find((one) => one.name === name)?.[what] : undefined;
  if (!isPart(found)) throw refused(path, `it has no ${what} ${JSON.stringify(name)}`);
  return found;
}

function server(path: string, cluster: Part): URL {
  const address = optional(cluster["server"]) ?? "";
  if (!URL.canParse(address)) throw refused(path, `its server is ${JSON.stringify(address)}, which is no URL`);
  return new URL(address);
}

/** `FIELD-data`, in base64, goes before the file that `FIELD` names. */
async function text(path: string, part: Part, field: string, read: ReadFile): Promise<string | undefined> {
  const inline = optional(part[`${field}-data`]);
  if (inline !== undefined) return Buffer.from(inline, "base64").toString();
  const file = optional(part[field]);
  return file === undefined ? undefined : await readOr(read, resolve(dirname(path), file));
}

function tokenOf(path: string, user: Part, read: ReadFile, clock: Clock): Connection["token"] {
  const file = optional(user["tokenFile"]);
  const token = optional(user["token"]);
  if (file === undefined) return () => Promise.resolve(token);
  const kept = new TokenFile(resolve(dirname(path), file), read, clock);
  return (which) => kept.text(which);
}

function optional(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null;
}

/** Without the fields that are undefined. */
function defined(tls: { readonly [Field in keyof Tls]: Tls[Field] | undefined }): Tls {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
}
