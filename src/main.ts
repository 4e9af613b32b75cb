/** The command `cachefork`: a plugin that runs until a signal, or one command of the CLI; each loads only what it needs. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { isKind, messageOf } from "./cache/errors.ts";
import { asksForHelp, readConfig } from "./config.ts";
import { help, roles } from "./flags.ts";

/** These run until a signal; all other words are commands of the CLI. */
const pluginRoles: readonly string[] = roles;

/** Exit codes, as --help tells them. */
const failed = 1;
const wrongUsage = 2;

/** The sources stand one folder below package.json, and so does a bundle. */
function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function workerEntry(): URL {
  return new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
}

async function runPlugin(argv: readonly string[]): Promise<number> {
  if (asksForHelp(argv)) {
    process.stdout.write(help);
    return 0;
  }
  const config = readConfig(argv, process.env);
  // Before the first allocations: V8 would let new objects take 128 MiB, and keep them. See ADR 0024.
  setFlagsFromString("--semi-space-growth-factor=1");
  const stopping = nextSignal();
  const [{ default: pino }, { startPlugin }] = await Promise.all([import("pino"), import("./compose.ts")]);
  const log = pino({ level: config.logLevel, base: null });
  const plugin = await startPlugin(config, { log, version: version(), worker: workerEntry() });
  log.info({ signal: await stopping }, "Stopping");
  await plugin[Symbol.asyncDispose]();
  return 0;
}

async function guard(argv: readonly string[]): Promise<number> {
  const { runGuard } = await import("./compose-guard.ts");
  return runGuard(argv, process.env, version(), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}

function nextSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  return promise;
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    if (pluginRoles.includes(argv[0] ?? "")) return await runPlugin(argv);
    if (argv[0] === "guard") return await guard(argv.slice(1));
    const { runCommand } = await import("./compose-cli.ts");
    return await runCommand(argv, process.env, version());
  } catch (error) {
    process.stderr.write(`cachefork: ${messageOf(error)}\n`);
    return isKind(error, "invalid") ? wrongUsage : failed;
  }
}

process.exitCode = await main(process.argv.slice(2));
