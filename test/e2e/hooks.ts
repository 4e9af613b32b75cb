/** Starts the cluster before the first test; takes it down behind the last one, unless it was there before or is to stay. */
import { cluster, raise } from "./stage.ts";

let started = false;

export async function mochaGlobalSetup(): Promise<void> {
  started = await raise(2);
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (started && !process.env["CACHEFORK_KEEP"]) await cluster.down();
}
