/** What --help prints, made from the tables of commands and options. */
import type { Command } from "./command.ts";
import type { Option, OptionName } from "./options.ts";
import { commonOptions, options } from "./options.ts";

const exits = `Exit codes:
  0  done
  1  failed; the reason is on stderr
  2  wrong command, options or words; all mistakes are listed
  3  the cache, generation or layer does not exist
  4  doctor found problems or warnings
`;

/** Commands that are no part of the CLI, but of the same program. */
export const pluginCommands = ["standalone", "node", "controller", "guard"] as const;

/** What `cachefork --help` prints. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${usageOf(command).padEnd(22)} ${command.summary}\n`).join("");
  return `Usage: cachefork COMMAND [OPTIONS]

Looks at the caches of this node, also while the plugin runs; only prune changes anything.

${lines}
The plugin itself:
  ${"standalone, node".padEnd(22)} Serve CSI; see "cachefork standalone --help"
  ${"guard".padEnd(22)} Fail while pods have volumes; see "cachefork guard --help"

"cachefork COMMAND --help" tells more. "cachefork --version" prints the version.

${optionLines(["namespace", ...commonOptions])}
${exits}`;
}

/** What `cachefork COMMAND --help` prints. */
export function helpOf(command: Command): string {
  return `Usage: cachefork ${usageOf(command)} [OPTIONS]

${command.summary}.

${command.text}

${optionLines([...command.options, ...commonOptions])}
With -o json, it prints
  ${command.json}

${exits}`;
}

function usageOf({ name, required, optional }: Command): string {
  return [name, ...required, ...optional.map((operand) => `[${operand}]`)].join(" ");
}

function optionLines(names: readonly OptionName[]): string {
  const lines = names.map((name) => {
    const { short, value, text }: Option = options[name];
    const flag = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
    return `  ${flag.padEnd(27)} ${text}\n`;
  });
  return `Options:\n${lines.join("")}`;
}
