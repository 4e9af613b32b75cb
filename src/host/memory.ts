/** Gives memory back to the kernel that neither V8 nor the C library uses any more. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { mallocTrim } from "./libc.ts";

/** V8's function gc(), as Node 20.19 and later have it. */
type Collect = (how: { readonly type: "major"; readonly execution: "sync"; readonly flavor: "last-resort" }) => void;

let collect: Collect | undefined;

/** Collects all garbage of the calling thread, and trims the heaps of both. Takes some tens of milliseconds: only for when nobody waits. */
export function giveMemoryBack(): void {
  collect ??= exposed();
  collect?.({ type: "major", execution: "sync", flavor: "last-resort" });
  mallocTrim();
}

/** Given as a flag on the command line it would be everybody's; so only this module has it. Undefined where V8 does not know it. */
function exposed(): Collect | undefined {
  setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("globalThis.gc");
  setFlagsFromString("--no-expose-gc");
  // What V8 calls gc takes these options (v8/src/extensions/gc-extension.cc).
  return typeof found === "function" ? (found as Collect) : undefined;
}
