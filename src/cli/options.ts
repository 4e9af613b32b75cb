/** The CLI's options: one table that parsing and --help are made from. */

/** An option for people. */
export interface Option {
  readonly short?: string;
  /** What stands for the value in --help; undefined for a switch. */
  readonly value?: string;
  readonly text: string;
}

export const options = {
  namespace: { short: "n", value: "NAMESPACE", text: 'The namespace of the cache (default "default")' },
  "all-namespaces": { short: "A", text: "The caches of all namespaces" },
  output: { short: "o", value: "table|json", text: "A table for people, or JSON for programs (default table)" },
  state: {
    value: "DIR",
    text: "The plugin's state directory (default $CACHEFORK_STATE, or else /var/lib/cachefork)",
  },
  "dry-run": { text: "Say what would be done, and do nothing" },
  yes: { short: "y", text: "Do not ask" },
  help: { short: "h", text: "Print this" },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

/** What every command takes. */
export const commonOptions: readonly OptionName[] = ["output", "state", "help"];

/** Whether there is an option of this name. */
export function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** The options of one run, checked. */
export interface Options {
  /** Undefined for all of them. */
  readonly namespace: string | undefined;
  readonly output: "table" | "json";
  readonly state: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
}
