/** The texts of a role's flags, from arguments and CACHEFORK_* variables, and all that is wrong with them. */
import { parseArgs } from "node:util";
import { CacheError, messageOf } from "./cache/errors.ts";
import { meant } from "./cache/nearest.ts";
import { type Flag, type FlagName, flagNames, flags, flagsOf, isFlag, type Role, roles, variableOf } from "./flags.ts";

interface Arguments {
  /** What is no flag. */
  readonly words: readonly string[];
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
  return { words, texts, mistakes };
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
  const allowed = `allowed are ${roles.join(", ")}`;
  if (role === undefined) {
    mistakes.push(
      word === undefined ? `a command is missing: ${allowed}` : `${JSON.stringify(word)} is no command: ${allowed}`,
    );
  }
  for (const text of rest) mistakes.push(`${JSON.stringify(text)} is one word too many`);
  return role ?? "standalone";
}

/** The texts that were given, read one by one; what is wrong is collected. */
export class FlagSource {
  readonly #mistakes: string[];
  readonly #texts: ReadonlyMap<FlagName, string>;
  readonly #env: Readonly<Record<string, string | undefined>>;
  /** The one of the roles that the first word names; the first of them when it names none. */
  readonly role: Role;

  /** Of `ROLE [--flag value]…`. */
  constructor(argv: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    const { words, texts, mistakes } = readArguments(argv);
    this.#texts = texts;
    this.#env = env;
    this.#mistakes = mistakes;
    this.role = readRole(words, mistakes);
    const own = flagsOf(this.role);
    for (const name of texts.keys()) {
      if (!own.includes(name)) mistakes.push(`--${name} is no flag of ${this.role}`);
    }
  }

  /** Throws one `invalid` that lists every mistake, a line each. */
  check(): void {
    const { length } = this.#mistakes;
    if (length === 0) return;
    const many = length === 1 ? "1 mistake" : `${length} mistakes`;
    throw new CacheError("invalid", [`Cannot start with this configuration, ${many}:`, ...this.#mistakes].join("\n  "));
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
      if (required) this.#mistakes.push(`--${name} (or ${variable}) is required: ${flags[name].text}`);
      return standIn;
    }
    try {
      return read(text);
    } catch (error) {
      const origin = flagged !== undefined || fromEnv === undefined ? `--${name}` : variable;
      this.#mistakes.push(`${origin} cannot be ${JSON.stringify(text)}: ${messageOf(error)}`);
      return standIn;
    }
  }
}
