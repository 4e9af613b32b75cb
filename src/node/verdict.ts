/** Whether the pod of a sealed volume has earned its commit, where its cache takes only what succeeded. */
import { CacheError } from "../cache/errors.ts";
import type { Outcome } from "../cache/ports.ts";
import type { Volume } from "../cache/volume.ts";
import { needsSuccess } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** Milliseconds between two questions, and how many are asked before it is left to the next try: kubelet writes the phase when all containers have ended. */
const pause = 250;
const questions = 5;

/** Those that have: a pod may be deleted before the commit of what it wrote succeeds. */
const succeeded = new WeakSet<Volume>();

const failed = "its pod failed, and the cache takes only what pods write that succeed (commit.when: onSuccess)";
const gone =
  "its pod was deleted before it was known to have succeeded, and the cache takes only what pods write that succeed (commit.when: onSuccess)";

/** Why it is not committed; undefined when it may be. Throws `unavailable` while that is open. */
export async function whyUnearned(world: World, volume: Volume, signal: AbortSignal): Promise<string | undefined> {
  if (!needsSuccess(volume) || succeeded.has(volume)) return undefined;
  const outcome = await outcomeOf(world, volume, signal);
  if (outcome === "failed") return failed;
  if (outcome === "gone") return gone;
  if (outcome === "open")
    throw new CacheError("unavailable", "Cannot tell yet whether the pod succeeded: its phase does not say so");
  succeeded.add(volume);
  return undefined;
}

async function outcomeOf({ pods, clock }: World, { request }: Volume, signal: AbortSignal): Promise<Outcome> {
  for (let asked = 1; ; asked += 1) {
    const outcome = await pods.outcome(request.pod, signal);
    if (outcome !== "open" || asked === questions) return outcome;
    await clock.sleep(pause, signal);
  }
}
