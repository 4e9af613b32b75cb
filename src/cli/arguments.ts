/** Reads the words of a command line; everything that is wrong with them is told at once. */
import { parseArgs } from "node:util";
import type { CacheKey } from "../cache/key.ts";
import { isLabel } from "../cache/key.ts";
import { meant } from "../cache/nearest.ts";
import type { Command, Operands } from "./command.ts";
import type { Option, OptionName, Options } from "./options.ts";
import { commonOptions, isOption, options } from "./options.ts";

/** A command line, read as far as it could be. It counts only when there are no mistakes. */
export interface Arguments {
  readonly mistakes: readonly string[];
  readonly wantsHelp: boolean;
  readonly options: Options;
  readonly operands: Operands;
}

/** The variables that a program was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what follows a command's name. */
export function readArguments(command: Command, words: readonly string[], env: Environment): Arguments {
  const given = new Given(command);
  given.read(words);
  const namespace = given.namespace();
  const operands = readOperands(command, given, namespace);
  // Charts and unit files set variables to nothing where they mean the default.
  const state = given.values.get("state") ?? (env["CACHEFORK_STATE"] || "/var/lib/cachefork");
  if (state === "") given.mistakes.push("--state needs a directory");
  return {
    mistakes: given.mistakes,
    wantsHelp: given.values.has("help"),
    operands,
    options: {
      namespace: operands.cache?.namespace ?? namespace,
      output: given.output(),
      state,
      dryRun: given.values.has("dry-run"),
      yes: given.values.has("yes"),
    },
  };
}

/** The options and words that were given to one command. */
class Given {
  readonly mistakes: string[] = [];
  readonly words: string[] = [];
  readonly values = new Map<OptionName, string>();
  /** What follows an unknown option may be its value: then words are not counted. */
  strangers = false;
  readonly #command: Command;
  readonly #allowed: readonly OptionName[];

  constructor(command: Command) {
    this.#command = command;
    this.#allowed = [...command.options, ...commonOptions];
  }

  read(words: readonly string[]): void {
    const config = Object.fromEntries(
      Object.entries(options).map(([name, option]: [string, Option]) => [
        name,
        { type: option.value === undefined ? ("boolean" as const) : ("string" as const), ...shortOf(option) },
      ]),
    );
    const { tokens } = parseArgs({
      args: [...words],
      options: config,
      strict: false,
      allowPositionals: true,
      tokens: true,
    });
    for (const token of tokens) {
      if (token.kind === "positional") this.words.push(token.value);
      if (token.kind === "option") this.#option(token.rawName, token.name, token.value, token.inlineValue === true);
    }
  }

  #option(raw: string, name: string, value: string | undefined, inline: boolean): void {
    if (!isOption(name)) return this.#unknown(raw, name);
    if (!this.#allowed.includes(name)) {
      this.mistakes.push(`${raw} does not apply to ${this.#command.name}`);
    } else if (!takesValue(name)) {
      if (value !== undefined) this.mistakes.push(`${raw} takes no value`);
      this.values.set(name, "");
    } else if (value === undefined || (!inline && value.startsWith("-"))) {
      this.mistakes.push(`${raw} needs a value`);
    } else {
      this.values.set(name, value);
    }
  }

  #unknown(raw: string, name: string): void {
    this.strangers = true;
    this.mistakes.push(`${raw} is unknown${meant(name, this.#allowed, (flag) => `--${flag}`)}`);
  }

  namespace(): string | undefined {
    const namespace = this.values.get("namespace");
    if (this.values.has("all-namespaces")) {
      if (namespace !== undefined) this.mistakes.push("--namespace and --all-namespaces exclude each other");
      return undefined;
    }
    if (namespace !== undefined && !isLabel(namespace)) this.mistakes.push(noLabel("--namespace", namespace));
    return namespace ?? "default";
  }

  output(): "table" | "json" {
    const format = this.values.get("output") ?? "table";
    if (format === "table" || format === "json") return format;
    this.mistakes.push(`--output cannot be ${JSON.stringify(format)}: allowed are table and json`);
    return "table";
  }
}

function shortOf({ short }: Option): { short?: string } {
  return short === undefined ? {} : { short };
}

function takesValue(name: OptionName): boolean {
  const option: Option = options[name];
  return option.value !== undefined;
}

function noLabel(what: string, text: string): string {
  return `${what} cannot be ${JSON.stringify(text)}: allowed are 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends`;
}

function readOperands(command: Command, given: Given, namespace: string | undefined): Operands {
  const expected = [...command.required, ...command.optional];
  for (const missing of command.required.slice(given.words.length)) {
    given.mistakes.push(`${missing} is missing: ${command.name} needs ${command.required.join(", ")}`);
  }
  for (const word of given.strangers ? [] : given.words.slice(expected.length)) {
    given.mistakes.push(`${JSON.stringify(word)} is one word too many`);
  }
  const words = given.words.slice(0, expected.length);
  const cache = expected[0] === "CACHE" ? words[0] : undefined;
  return {
    cache: cache === undefined ? undefined : readCache(cache, given, namespace),
    generations: words.slice(1).map((word) => readGeneration(word, given.mistakes)),
  };
}

/** `NAME`, or `NAMESPACE/NAME` as tables and logs write it. */
function readCache(word: string, given: Given, namespace: string | undefined): CacheKey {
  const [first = "", second] = word.split("/", 2);
  const [own, name] = second === undefined ? [undefined, word] : [first, word.slice(first.length + 1)];
  if (own !== undefined && !isLabel(own)) given.mistakes.push(noLabel("the namespace in CACHE", own));
  if (!isLabel(name)) given.mistakes.push(noLabel("CACHE", name));
  const asked = given.values.get("namespace");
  if (given.values.has("all-namespaces")) given.mistakes.push("--all-namespaces and CACHE exclude each other");
  if (own !== undefined && asked !== undefined && asked !== own)
    given.mistakes.push(`--namespace ${asked} and CACHE ${word} name different namespaces`);
  return { namespace: own ?? namespace ?? "default", name };
}

function readGeneration(word: string, mistakes: string[]): number | "head" {
  if (word === "head") return "head";
  if (/^(0|[1-9]\d{0,14})$/.test(word)) return Number(word);
  mistakes.push(`${JSON.stringify(word)} is no generation: write its number, 0 for the empty cache, or head`);
  return 0;
}
