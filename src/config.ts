/** The plugin's configuration from flags and CACHEFORK_* variables, wholly checked before anything starts. */
import { parseArgs } from "node:util";
import { CacheError, messageOf } from "./cache/errors.ts";
import { meant } from "./cache/nearest.ts";
import type { DiskAmount } from "./cache/quantity.ts";
import type { SizeLimit } from "./cache/size-limit.ts";
import type { HostPort, LogLevel } from "./flag-values.ts";
import {
  boolean,
  cacheSize,
  count,
  directory,
  diskAmount,
  driverName,
  hostPort,
  logLevel,
  nodeId,
  registrationSocket,
  selinuxContext,
  socketPath,
  whenFull,
} from "./flag-values.ts";
import { type Flag, type FlagName, flagNames, flags, isFlag, variableOf } from "./flags.ts";

/** Which services a plugin offers: all of them, or those of a node. */
export const roles = ["standalone", "node"] as const;
export type Role = (typeof roles)[number];

export interface Config {
  readonly role: Role;
  /** Absolute path of the Unix socket. */
  readonly socket: string;
  readonly state: string;
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
  const size = source.take<number | undefined>("cache-size", cacheSize, undefined);
  const way = source.take("when-full", whenFull, "evict");
  const driver = source.take("driver-name", driverName, "");
  const config: Config = {
    role: given.role,
    socket: source.take("endpoint", socketPath, ""),
    state: source.take("state", directory, ""),
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

/** `--flag value` as `--flag=value`, unless the value is a flag (`-1` is none): parseArgs would take `--state` for the value of `--endpoint --state /x`. */
function joinValues(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    const next = argv[at + 1];
    // An unknown flag is joined, too: what stands behind it is probably its value.
    const takesValue = word.startsWith("--") && !word.includes("=") && !isSwitch(word.slice(2));
    const joins = takesValue && next !== undefined && !/^-(?!\d)/.test(next);
    joined.push(joins ? `${word}=${next}` : word);
    if (joins) at += 1;
  }
  return joined;
}

function isSwitch(name: string): boolean {
  return isFlag(name) && flags[name].value === undefined;
}

function unknownFlag(rawName: string, name: string): string {
  return `${rawName} is unknown${meant(name, flagNames, (flag) => `--${flag}`)}`;
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
