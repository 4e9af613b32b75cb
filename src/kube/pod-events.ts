/** What happens to a pod's volume, as Kubernetes Events on the pod: few, and never in the way of a flow. */
import { randomBytes } from "node:crypto";
import { CacheError, messageOf } from "../cache/errors.ts";
import type { DiscardReason, Events } from "../cache/events.ts";
import type { Clock } from "../cache/ports.ts";
import { unknownEpoch, type Volume } from "../cache/volume.ts";
import type { Client } from "./client.ts";
import { type PodEvent, podEvents } from "./resources.ts";

/** Events that may wait; more are dropped. */
const mostWaiting = 50;
/** Milliseconds between two, and that one may take. */
const pause = 200;
const patience = 5_000;

/** An event is for people, and no longer than the API server lets it be. */
const longestMessage = 1000;

export class PodEvents implements Partial<Events>, AsyncDisposable {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #waiting: PodEvent[] = [];
  /** Volumes of which it was told that their commit is put off: it is told once. */
  readonly #delayed = new Set<string>();
  readonly #stop = new AbortController();
  #sending: Promise<void> | undefined;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  opened(
    volume: Volume,
    { start, leftOut = 0 }: { readonly start: "warm" | "cold" | "older"; readonly leftOut?: number },
  ): void {
    const { generation, pending, epoch } = volume.base;
    const deltas =
      pending.length === 0 ? "" : ` and ${pending.length} of this node's deltas that are not committed yet`;
    if (start === "warm")
      this.#tell(volume, "Normal", "CacheMounted", `started from generation ${generation}${deltas}`);
    else if (leftOut > 0) {
      const what = `${deltas}, without the newest ${leftOut}, because too many wait for their commit`;
      this.#tell(volume, "Warning", "CacheMountedOlder", `started from generation ${generation}${what}`);
    } else if (start === "older") {
      const why = "because the newest one is not whole on this node";
      this.#tell(volume, "Warning", "CacheMountedOlder", `started from generation ${generation}, ${why}`);
    } else if (epoch === unknownEpoch)
      this.#tell(volume, "Warning", "CacheMountedCold", "started empty, because it cannot be read now");
    else
      this.#tell(volume, "Normal", "CacheMountedCold", "started empty, because nothing was committed on this node yet");
  }

  discarded(volume: Volume, reason: DiscardReason, message: string): void {
    this.#delayed.delete(volume.incarnation);
    const type = reason === "first-writer" || reason === "not-succeeded" ? "Normal" : "Warning";
    this.#tell(volume, type, "NotCommitted", `what this pod changed is not committed (${reason}): ${message}`);
  }

  delayed(volume: Volume, error: unknown): void {
    if (this.#delayed.has(volume.incarnation)) return;
    this.#delayed.add(volume.incarnation);
    this.#tell(volume, "Warning", "CommitDelayed", `what this pod changed is committed later: ${messageOf(error)}`);
  }

  committed(volume: Volume): void {
    this.#delayed.delete(volume.incarnation);
  }

  unchanged(volume: Volume): void {
    this.#delayed.delete(volume.incarnation);
  }

  /** What waits is dropped. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    await this.#sending;
  }

  #tell(volume: Volume, type: PodEvent["type"], reason: string, what: string): void {
    const { pod, cache } = volume.request;
    if (pod.pod === "" || pod.uid === "" || this.#stop.signal.aborted) return;
    if (this.#waiting.length >= mostWaiting) return;
    const time = `${this.#clock.now().toISOString().slice(0, 19)}Z`;
    this.#waiting.push({
      apiVersion: "v1",
      kind: "Event",
      metadata: { namespace: pod.namespace, name: `${pod.pod.slice(0, 230)}.${randomBytes(8).toString("hex")}` },
      involvedObject: { apiVersion: "v1", kind: "Pod", namespace: pod.namespace, name: pod.pod, uid: pod.uid },
      type,
      reason,
      message: `Cache ${cache.name}: ${what}`.slice(0, longestMessage),
      source: { component: "cachefork", host: pod.node },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    });
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** One after the other; what the API server does not take is dropped. */
  async #send(): Promise<void> {
    const { signal } = this.#stop;
    for (let event = this.#waiting.shift(); event !== undefined && !signal.aborted; event = this.#waiting.shift()) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
      await this.#client.create(podEvents, event, limited).catch(dropped);
      await this.#clock.sleep(pause, signal).catch(dropped);
    }
  }
}

/** Nobody waits for an event. */
function dropped(): void {}
