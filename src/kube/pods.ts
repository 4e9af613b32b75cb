/** What the API server knows of pods, asked at that moment. */
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import type { Author } from "../cache/generation.ts";
import type { Clock, Outcome, Pods } from "../cache/ports.ts";
import { Turns } from "../cache/turns.ts";
import type { Client } from "./client.ts";
import { type Pod, pods as podKind } from "./resources.ts";
import { SharedQuestions } from "./shared-questions.ts";

export interface KubePodsOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** Milliseconds that a publish waits for an answer. */
  readonly patience?: number;
}

/** Milliseconds that nobody else waits for an API server that let somebody wait for nothing: publishes of one claim queue behind each other. */
const restAfterFailure = 10_000;

/** Pods that are asked for at a time: many builds that start at once must not be what keeps the API server from answering in time. */
const lanes = 8;

export class KubePods implements Pods {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #patience: number;
  readonly #questions = new SharedQuestions<boolean>();
  readonly #turns = new Turns();
  #lane = 0;
  #restUntil = 0;

  constructor({ client, clock, patience = 1_000 }: KubePodsOptions) {
    this.#client = client;
    this.#clock = clock;
    this.#patience = patience;
  }

  /** Throws `unavailable` when the API server does not answer, and for a while at once when it did not just now. */
  async ended(pods: readonly Author[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    throwIfAborted(signal);
    if (pods.length === 0) return new Set();
    if (this.#clock.now().getTime() < this.#restUntil) throw silent();
    const enough = AbortSignal.any([signal, AbortSignal.timeout(this.#patience)]);
    try {
      const asked = pods.map(async (pod) => ((await this.#hasEnded(pod)) ? [pod.uid] : []));
      return new Set((await before(enough, Promise.all(asked))).flat());
    } catch (error) {
      throwIfAborted(signal);
      if (isKind(error, "precondition")) throw error;
      this.#restUntil = this.#clock.now().getTime() + restAfterFailure;
      throw silent(error);
    }
  }

  /** No publish waits for it: it takes the time that it takes. */
  async outcome(pod: Author, signal: AbortSignal): Promise<Outcome> {
    throwIfAborted(signal);
    return outcomeOf(await this.#find(pod, signal));
  }

  #hasEnded(pod: Author): Promise<boolean> {
    return this.#questions.ask(pod.uid, () => {
      this.#lane = (this.#lane + 1) % lanes;
      return this.#turns.take(String(this.#lane), async () => {
        const found = await this.#find(pod, AbortSignal.timeout(this.#patience));
        return !found || isOver(found);
      });
    });
  }

  /** Another pod of that name is there only when the first one is gone. */
  async #find({ namespace, pod: name, uid }: Author, signal: AbortSignal): Promise<Pod | undefined> {
    const found = await this.#client.find(podKind, { namespace, name }, signal);
    return found?.metadata.uid === uid ? found : undefined;
  }
}

/** What comes of the work, unless the signal fires before: it goes on then, for others. */
async function before<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const give = (): void => reject(signal.reason);
  signal.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}

function silent(cause?: unknown): CacheError {
  return new CacheError("unavailable", "Cannot ask the API server which pods have ended: it does not answer", {
    cause,
  });
}

/** A pod is over by its phase; or when every container has terminated, and none can be started again (ADR 0043). */
function isOver(pod: Pod): boolean {
  const phase = pod.status?.phase;
  if (phase === "Succeeded" || phase === "Failed") return true;
  if (pod.metadata.deletionTimestamp === undefined && canRestart(pod.spec ?? {})) return false;
  return haveTerminated(pod);
}

/** Whether all containers that it has, or is to have, have terminated. */
function haveTerminated({ spec: { containers = [] } = {}, status = {} }: Pod): boolean {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
  const all = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
  if (all.length === 0 || containerStatuses.length < containers.length) return false;
  return all.every(({ state }) => state?.terminated !== undefined);
}

/** Whether kubelet may start one of its containers again; an init container that is a sidecar ends with those. */
function canRestart({ restartPolicy, containers = [] }: NonNullable<Pod["spec"]>): boolean {
  if (restartPolicy !== "Never") return true;
  return containers.some(
    (container) => container.restartPolicy !== undefined || container.restartPolicyRules !== undefined,
  );
}

function outcomeOf(pod: Pod | undefined): Outcome {
  if (pod?.status?.phase === "Succeeded") return "succeeded";
  if (pod?.status?.phase === "Failed") return "failed";
  return pod ? "open" : "gone";
}
