/** Reads the values of flags: each function takes a text, and throws `invalid` with what would be allowed. */
import { isAbsolute, join } from "node:path";
import { CacheError } from "./cache/errors.ts";
import { isLabel } from "./cache/key.ts";
import { meant } from "./cache/nearest.ts";
import { type DiskAmount, parseBytes, parseDiskAmount } from "./cache/quantity.ts";
import { type WhenFull, waysWhenFull } from "./cache/size-limit.ts";

/** pino's levels. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where HTTP listens; an empty host means every address. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

function refuse(allowed: string): never {
  throw new CacheError("invalid", allowed);
}

/** The path of `unix:///PATH`. */
export function socketPath(text: string): string {
  const path = text.startsWith("unix://") ? text.slice("unix://".length) : "";
  if (!isAbsolute(path) || path.endsWith("/") || path.includes("\0"))
    refuse("write unix:// and an absolute path, like unix:///run/csi.sock");
  return shortEnough(path);
}

/** The path of a driver's socket in the directory where kubelet looks for plugins. */
export function registrationSocket(text: string, driver: string): string {
  return shortEnough(join(directory(text), `${driver}-reg.sock`));
}

function shortEnough(path: string): string {
  const length = Buffer.byteLength(path);
  // sockaddr_un has 108 bytes with the NUL: unix(7).
  if (length > 107) refuse(`its path is ${length} bytes long, and a socket's path has at most 107`);
  return path;
}

export const ledgers = ["embedded", "kubernetes"] as const;
export type LedgerPlace = (typeof ledgers)[number];

/** Where the log is. Standalone means that nobody else is needed. */
export function ledgerPlace(text: string, role: "standalone" | "node"): LedgerPlace {
  const found = ledgers.find((place) => place === text);
  if (found === "kubernetes" && role === "standalone")
    refuse("that is for the role node; standalone has its log on its disk");
  return found ?? refuse(`allowed are ${ledgers.join(" and ")}`);
}

/** An absolute path. */
export function directory(text: string): string {
  if (!isAbsolute(text) || text === "/" || text.includes("\0")) refuse("write an absolute path that is not /");
  return text;
}

/** An absolute path of a file. */
export function file(text: string): string {
  if (!isAbsolute(text) || text.endsWith("/") || text.includes("\0")) refuse("write the absolute path of a file");
  return text;
}

/** `NAMESPACE/NAME` of a Lease. */
export function leaseName(text: string): { readonly namespace: string; readonly name: string } {
  const [namespace = "", name = "", ...rest] = text.split("/");
  // An object's name may have dots in it, and be longer than a label.
  const isName = name.length <= 253 && name.split(".").every(isLabel);
  if (!isLabel(namespace) || !isName || rest.length > 0) refuse("write NAMESPACE/NAME, like cachefork/controller");
  return { namespace, name };
}

/** A replica's name: that of its pod. */
export function identity(text: string): string {
  if (!/^[A-Za-z0-9][-._A-Za-z0-9]{0,252}$/.test(text))
    refuse('allowed are 1 to 253 letters, digits, "-", "." and "_", with a letter or digit first');
  return text;
}

/** A taint's key: a name, with the domain of whoever gave it before a slash. */
export function taintKey(text: string): string {
  const [name = "", domain, ...rest] = text.split("/").toReversed();
  const isName = /^[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(name);
  const isDomain = domain === undefined || (domain.length <= 253 && domain.split(".").every(isLabel));
  if (!isName || !isDomain || rest.length > 0) refuse("write it like cachefork.dev/starting");
  return text;
}

/** A node's name. */
export function nodeId(text: string): string {
  const length = Buffer.byteLength(text);
  if (length < 1 || length > 256 || /\p{Cc}/u.test(text))
    refuse(`it is ${length} bytes long; allowed are 1 to 256, none of them a control character`);
  return text;
}

/** A driver's name, as CSI allows it. */
export function driverName(text: string): string {
  const valid = /^[A-Za-z0-9]([-.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(text);
  if (!valid) refuse('allowed are 1 to 63 letters, digits, "-" and ".", with a letter or digit at both ends');
  return text;
}

/** `HOST:PORT`. */
export function hostPort(text: string): HostPort {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s/]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) refuse("write HOST:PORT, like 127.0.0.1:9808, [::1]:9808 or :9808 for every address");
  return { host: match[1] ?? match[2] ?? "", port };
}

/** A whole number from 1. */
export function count(text: string): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1) refuse("allowed are whole numbers from 1 to 999999");
  return number;
}

/** A share of the disk, or bytes. */
export function diskAmount(text: string): DiskAmount {
  try {
    return parseDiskAmount(text);
  } catch {
    return refuse("write a share of the disk up to 100%, like 10%, or an amount like 20Gi");
  }
}

/** One of pino's levels. */
export function logLevel(text: string): LogLevel {
  const found = logLevels.find((level) => level === text);
  return found ?? refuse(`allowed are ${logLevels.join(", ")}${meant(text, logLevels)}`);
}

/** `true` or `false`. */
export function boolean(text: string): boolean {
  if (text !== "true" && text !== "false") refuse("allowed are true and false");
  return text === "true";
}

/** A context that mount(2) can be given. */
export function selinuxContext(text: string): string {
  // Nothing that would end the quoted option in a mount(2) option string.
  if (!/^[\w.]+:[\w.]+:[\w.]+(:[\w.,:-]+)?$/.test(text)) refuse("write it like system_u:object_r:container_file_t:s0");
  return text;
}

/** A quantity of at least one byte. */
export function cacheSize(text: string): number {
  const bytes = parseBytes(text);
  return bytes > 0 ? bytes : refuse("write an amount like 20Gi");
}

/** What becomes of a cache that is too large. */
export function whenFull(text: string): WhenFull {
  const found = waysWhenFull.find((way) => way === text);
  return found ?? refuse(`allowed are ${waysWhenFull.join(", ")}${meant(text, waysWhenFull)}`);
}
