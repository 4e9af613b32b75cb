/** The CLI: from words to a command, and from what it threw to an exit code. */
import { CacheError, kindOf, messageOf } from "../cache/errors.ts";
import { meant } from "../cache/nearest.ts";
import type { Environment } from "./arguments.ts";
import { readArguments } from "./arguments.ts";
import type { Command, ExitCode, Session, State } from "./command.ts";
import { exitCodes } from "./command.ts";
import { describe } from "./describe.ts";
import { diff } from "./diff.ts";
import { doctor } from "./doctor.ts";
import { du } from "./du.ts";
import { helpOf, overview, pluginCommands } from "./help.ts";
import { history } from "./history.ts";
import { list } from "./list.ts";
import type { Writer } from "./output.ts";
import { Output, printableLines, ReaderGone } from "./output.ts";
import { prune } from "./prune.ts";

const commands: readonly Command[] = [list, describe, history, diff, du, prune, doctor];

/** What surrounds a run of the CLI. */
export interface World {
  /** Opens a state directory, given as the user wrote it; throws `precondition` when it is none. */
  open(state: string): Promise<State>;
  /** Asks whoever sits at the terminal; undefined when input or output is none. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly out: Writer;
  readonly err: Writer;
  readonly version: string;
}

/** Runs one command; answers its exit code, and throws nothing. */
export async function runCli(argv: readonly string[], env: Environment, world: World): Promise<ExitCode> {
  const outputs = { out: new Output(world.out), err: new Output(world.err) };
  try {
    const code = await run(argv, env, world, outputs);
    await outputs.out.flush();
    await outputs.err.flush();
    return code;
  } catch (error) {
    // Whoever stopped reading has what they wanted.
    if (error instanceof ReaderGone) return exitCodes.ok;
    return report(error, outputs);
  }
}

interface Outputs {
  readonly out: Output;
  readonly err: Output;
}

async function run(argv: readonly string[], env: Environment, world: World, outputs: Outputs): Promise<ExitCode> {
  const [first, ...words] = argv;
  const general = await answerGeneral(first, words, world, outputs);
  if (general !== undefined) return general;
  const command = commandOf(first);
  const given = readArguments(command, words, env);
  if (given.wantsHelp) {
    await outputs.out.text(helpOf(command));
    return exitCodes.ok;
  }
  if (given.mistakes.length > 0) throw wrongUsage(command.name, given.mistakes);
  const state = await world.open(given.options.state);
  const session: Session = { ...state, ...given, ...outputs, ask: world.ask };
  return command.run(session);
}

/** What needs no state: help and version. */
async function answerGeneral(
  first: string | undefined,
  words: readonly string[],
  world: World,
  { out }: Outputs,
): Promise<ExitCode | undefined> {
  if (first === "--version") await out.text(`${world.version}\n`);
  else if (first === "--help" || first === "-h" || (first === "help" && words.length === 0))
    await out.text(overview(commands));
  else if (first === "help") await out.text(helpOf(commandOf(words[0])));
  else return undefined;
  return exitCodes.ok;
}

function commandOf(word: string | undefined): Command {
  const found = commands.find((command) => command.name === word);
  if (found) return found;
  const names = commands.map((command) => command.name);
  if (word === undefined)
    throw new CacheError("invalid", `A command is missing: write one of ${names.join(", ")}, or --help`);
  if (word.startsWith("-"))
    throw new CacheError(
      "invalid",
      `${word} stands where a command should: write one of ${names.join(", ")} first, or --help`,
    );
  throw new CacheError(
    "invalid",
    `${JSON.stringify(word)} is no command, there are ${names.join(", ")}${meant(word, [...names, ...pluginCommands])}`,
  );
}

function wrongUsage(command: string, mistakes: readonly string[]): CacheError {
  const lines = mistakes.map((mistake) => `  ${mistake}`);
  return new CacheError("invalid", [`Cannot run ${command}:`, ...lines, `Try: cachefork ${command} --help`].join("\n"));
}

async function report(failure: unknown, { out, err }: Outputs): Promise<ExitCode> {
  try {
    // What was found before the failure is told first.
    await out.flush().catch(() => undefined);
    await err.text(`cachefork: ${printableLines(messageOf(failure))}\n`);
    await err.flush();
  } catch {
    // Nobody listens; the exit code is all that is left to say.
  }
  const kind = kindOf(failure);
  if (kind === "invalid") return exitCodes.usage;
  return kind === "not-found" ? exitCodes.notFound : exitCodes.failed;
}
