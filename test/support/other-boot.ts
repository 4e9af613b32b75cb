/** The plugin as main.ts starts it, in another boot of the machine: the first argument names the file to read the boot id from. */
import pino from "pino";
import { startPlugin } from "../../src/compose.ts";
import { readConfig } from "../../src/config.ts";

const [bootIdFile = "", ...argv] = process.argv.slice(2);
const config = readConfig(argv, process.env);
const stopping = Promise.withResolvers<void>();
process.once("SIGTERM", () => stopping.resolve());
const surroundings = { version: "0.0.0", worker: new URL("../../src/worker.ts", import.meta.url), bootIdFile };
const plugin = await startPlugin(config, { ...surroundings, log: pino({ level: config.logLevel, base: null }) });
await stopping.promise;
await plugin[Symbol.asyncDispose]();
