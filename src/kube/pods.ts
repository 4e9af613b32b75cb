/** What the API server knows of pods, asked at that moment. */
import { isKind, throwIfAborted } from "../cache/errors.ts";
import type { Author } from "../cache/generation.ts";
import type { Pods } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { type Pod, pods as podKind } from "./resources.ts";

export class KubePods implements Pods {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async ended(pods: readonly Author[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    throwIfAborted(signal);
    const asked = pods.map(async (pod) => ((await this.#hasEnded(pod, signal)) ? [pod.uid] : []));
    return new Set((await Promise.all(asked)).flat());
  }

  async #hasEnded({ namespace, pod: name, uid }: Author, signal: AbortSignal): Promise<boolean> {
    try {
      const pod = await this.#client.get(podKind, { namespace, name }, signal);
      // Another pod of that name is there only when the first one is gone.
      return pod.metadata.uid !== uid || isOver(pod);
    } catch (error) {
      if (isKind(error, "not-found")) return true;
      throw error;
    }
  }
}

/** Terminated containers alone may be started again: the pod must have come to its end, or be deleted. */
function isOver({ metadata, status = {} }: Pod): boolean {
  if (status.phase === "Succeeded" || status.phase === "Failed") return true;
  if (metadata.deletionTimestamp === undefined) return false;
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
  const all = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
  return all.length > 0 && all.every(({ state }) => state?.terminated !== undefined);
}
