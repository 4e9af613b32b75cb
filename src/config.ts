/** The plugin's configuration from flags and CACHEFORK_* variables, wholly checked before anything starts. */
import { isAbsolute } from "node:path";
import { parseArgs } from "node:util";
import { CacheError, messageOf } from "./cache/errors.ts";
import { nearest } from "./cache/nearest.ts";
import { type DiskAmount, parseDiskAmount } from "./cache/quantity.ts";
import { type Flag, type FlagName, flagNames, flags, isFlag, variableOf } from "./flags.ts";

/** Which services a plugin offers: all of them, or those of a node. */
export const roles = ["standalone", "node"] as const;
export type Role = (typeof roles)[number];

/** pino's levels. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where HTTP listens; an empty host means every address. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface Config {
  readonly role: Role;
  /** Absolute path of the Unix socket. */
  readonly socket: string;
  readonly state: string;
  readonly nodeId: string;
  readonly driverName: string;
  readonly metrics: HostPort | undefined;
  readonly keep: number;
  readonly minFree: DiskAmount;
  readonly maxUsed: DiskAmount;
  readonly logLevel: LogLevel;
  readonly allowTmpfs: boolean;
  readonly selinuxContext: string | undefined;
}

/** Whether the arguments ask for the text that `flags.ts` has as `help`. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes("--help") || argv.includes("-h");
}

/** Reads `ROLE [--flag value]…`; throws one `invalid` that lists every mistake, a line each. */
export function readConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const given = readArguments(argv);
  const source = new Source(given.texts, env, given.mistakes);
  const config: Config = {
    role: given.role,
    socket: source.take("endpoint", socketPath, ""),
    state: source.take("state", directory, ""),
    nodeId: source.take("node-id", nodeId, ""),
    driverName: source.take("driver-name", driverName, ""),
    metrics: source.take<HostPort | undefined>("metrics", hostPort, undefined),
    keep: source.take("keep", count, 1),
    minFree: source.take("min-free", diskAmount, { bytes: 0 }),
    maxUsed: source.take("max-used", diskAmount, { bytes: 0 }),
    logLevel: source.take<LogLevel>("log-level", logLevel, "info"),
    allowTmpfs: source.take("allow-tmpfs", boolean, false),
    selinuxContext: source.take<string | undefined>("selinux-context", selinuxContext, undefined),
  };
  const { mistakes } = source;
  if (mistakes.length > 0) {
    const many = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    throw new CacheError("invalid", [`Cannot start with this configuration, ${many}:`, ...mistakes].join("\n  "));
  }
  return Object.freeze(config);
}

interface Arguments {
  readonly role: Role;
  readonly texts: ReadonlyMap<FlagName, string>;
  readonly mistakes: string[];
}

function readArguments(argv: readonly string[]): Arguments {
  // parseArgs is told of no flag and is not strict: it would stop at the first mistake.
  const { tokens } = parseArgs({ args: joinValues(argv), strict: false, allowPositionals: true, tokens: true });
  const texts = new Map<FlagName, string>();
  const mistakes: string[] = [];
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    if (!isFlag(token.name)) mistakes.push(unknownFlag(token.rawName, token.name));
    else texts.set(token.name, token.value ?? (isSwitch(token.name) ? "true" : ""));
  }
  return { role: readRole(words, mistakes), texts, mistakes };
}

/** `--flag value` as `--flag=value`, unless the value is a flag: parseArgs would take `--state` for the value of `--endpoint --state /x`. */
function joinValues(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    const next = argv[at + 1];
    // An unknown flag is joined, too: what stands behind it is probably its value.
    const takesValue = word.startsWith("--") && !word.includes("=") && !isSwitch(word.slice(2));
    const joins = takesValue && next !== undefined && !next.startsWith("-");
    joined.push(joins ? `${word}=${next}` : word);
    if (joins) at += 1;
  }
  return joined;
}

function isSwitch(name: string): boolean {
  return isFlag(name) && flags[name].value === undefined;
}

function unknownFlag(rawName: string, name: string): string {
  return `${rawName} is unknown: did you mean --${nearest(name, flagNames)}?`;
}

function readRole([word, ...rest]: readonly string[], mistakes: string[]): Role {
  const role = roles.find((candidate) => candidate === word);
  const allowed = `allowed are ${roles.join(" and ")}`;
  if (word === "controller") {
    mistakes.push(`"controller" cannot run on its own yet: standalone has the controller in it`);
  } else if (role === undefined) {
    mistakes.push(
      word === undefined ? `a command is missing: ${allowed}` : `${JSON.stringify(word)} is no command: ${allowed}`,
    );
  }
  for (const text of rest) mistakes.push(`${JSON.stringify(text)} is one word too many`);
  return role ?? "standalone";
}

/** The texts that were given, read one by one; what is wrong is collected. */
class Source {
  readonly mistakes: string[];
  readonly #texts: ReadonlyMap<FlagName, string>;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(
    texts: ReadonlyMap<FlagName, string>,
    env: Readonly<Record<string, string | undefined>>,
    mistakes: string[],
  ) {
    this.#texts = texts;
    this.#env = env;
    this.mistakes = mistakes;
  }

  /** The flag's value; the stand-in when there is none, or after noting what is wrong with it. */
  take<Value>(name: FlagName, read: (text: string) => Value, standIn: Value): Value {
    const { fallback, required }: Flag = flags[name];
    const variable = variableOf(name);
    // Charts and unit files set variables to nothing where they mean the default.
    const fromEnv = this.#env[variable] === "" ? undefined : this.#env[variable];
    const flagged = this.#texts.get(name);
    const text = flagged ?? fromEnv ?? fallback;
    if (text === undefined) {
      if (required) this.mistakes.push(`--${name} (or ${variable}) is required: ${flags[name].text}`);
      return standIn;
    }
    try {
      return read(text);
    } catch (error) {
      const origin = flagged !== undefined || fromEnv === undefined ? `--${name}` : variable;
      this.mistakes.push(`${origin} cannot be ${JSON.stringify(text)}: ${messageOf(error)}`);
      return standIn;
    }
  }
}

function refuse(allowed: string): never {
  throw new CacheError("invalid", allowed);
}

function socketPath(text: string): string {
  const path = text.startsWith("unix://") ? text.slice("unix://".length) : "";
  if (!isAbsolute(path) || path.endsWith("/") || path.includes("\0"))
    refuse("write unix:// and an absolute path, like unix:///run/csi.sock");
  const length = Buffer.byteLength(path);
  // sockaddr_un has 108 bytes with the NUL: unix(7).
  if (length > 107) refuse(`its path is ${length} bytes long, and a socket's path has at most 107`);
  return path;
}

function directory(text: string): string {
  if (!isAbsolute(text) || text === "/" || text.includes("\0")) refuse("write an absolute path that is not /");
  return text;
}

function nodeId(text: string): string {
  const length = Buffer.byteLength(text);
  if (length < 1 || length > 256 || /\p{Cc}/u.test(text))
    refuse(`it is ${length} bytes long; allowed are 1 to 256, none of them a control character`);
  return text;
}

function driverName(text: string): string {
  const valid = /^[A-Za-z0-9]([-.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(text);
  if (!valid) refuse('allowed are 1 to 63 letters, digits, "-" and ".", with a letter or digit at both ends');
  return text;
}

function hostPort(text: string): HostPort {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s/]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) refuse("write HOST:PORT, like 127.0.0.1:9808, [::1]:9808 or :9808 for every address");
  return { host: match[1] ?? match[2] ?? "", port };
}

function count(text: string): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1) refuse("allowed are whole numbers from 1 to 999999");
  return number;
}

function diskAmount(text: string): DiskAmount {
  try {
    return parseDiskAmount(text);
  } catch {
    return refuse("write a share of the disk up to 100%, like 10%, or an amount like 20Gi");
  }
}

function logLevel(text: string): LogLevel {
  const found = logLevels.find((level) => level === text);
  return found ?? refuse(`allowed are ${logLevels.join(", ")}; did you mean ${nearest(text, logLevels)}?`);
}

function boolean(text: string): boolean {
  if (text !== "true" && text !== "false") refuse("allowed are true and false");
  return text === "true";
}

function selinuxContext(text: string): string {
  // Nothing that would end the quoted option in a mount(2) option string.
  if (!/^[\w.]+:[\w.]+:[\w.]+(:[\w.,:-]+)?$/.test(text)) refuse("write it like system_u:object_r:container_file_t:s0");
  return text;
}
