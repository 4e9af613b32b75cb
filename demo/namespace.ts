/** Lets the demo mount without being root: it starts itself again in a user namespace with a mount table of its own. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { exitCodes } from "./options.ts";
import { notHere } from "./stop.ts";

const marker = "CACHEFORK_DEMO_NAMESPACE";
const unshare = ["--user", "--map-root-user", "--mount", "--propagation", "private"];
/** CAP_SYS_ADMIN of capabilities(7): what mount(2) asks for. */
const sysAdmin = 1n << 21n;

/** Whether this process may mount, going by the text of /proc/self/status. */
export function mayMount(status: string): boolean {
  const digits = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return digits !== undefined && (BigInt(`0x${digits}`) & sysAdmin) !== 0n;
}

/** Whether the demo must start itself again to be allowed to mount. Throws a Stop when that was done and did not help. */
export function needsNamespace(): boolean {
  if (globalThis.process.platform !== "linux") throw notHere("The demo needs Linux: it mounts overlay file systems.");
  if (mayMount(readFileSync("/proc/self/status", "utf8"))) return false;
  if (globalThis.process.env[marker] === undefined) return true;
  throw notHere(refusal("a user namespace was made, but it does not give the right to mount"));
}

/** Runs this program again in a new user namespace; resolves to its exit code. Throws a Stop when Linux does not permit one. */
export async function runInNamespace(): Promise<number> {
  const trial = spawnSync("unshare", [...unshare, "true"], { encoding: "utf8" });
  if (trial.error) throw notHere(refusal(`cannot run unshare, of util-linux (${trial.error.message})`));
  if (trial.status !== 0) throw notHere(refusal(trial.stderr.trim()));
  const { argv, env, execArgv, execPath } = globalThis.process;
  const child = spawn("unshare", [...unshare, execPath, ...execArgv, ...argv.slice(1)], {
    stdio: "inherit",
    env: { ...env, [marker]: "yes" },
  });
  // unshare becomes the demo, which cleans up when it is asked to end; a signal that reaches both is fine.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    globalThis.process.on(signal, () => child.kill(signal));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on("error", reject);
  child.on("exit", (code) => resolve(code ?? exitCodes.interrupted));
  return promise;
}

function refusal(why: string): string {
  return [
    "Mounting needs root, or a user namespace, and this machine does not permit one:",
    `  ${why}`,
    "",
    "Run the demo as root, or permit user namespaces. Which of these settings forbids them depends on the system:",
    "  sysctl user.max_user_namespaces must not be 0",
    "  sysctl kernel.unprivileged_userns_clone must be 1 where it exists (Debian)",
    "  sysctl kernel.apparmor_restrict_unprivileged_userns must be 0 where it exists (Ubuntu)",
    "In a container, the runtime decides: it must allow unshare(2) and mount(2).",
  ].join("\n");
}
