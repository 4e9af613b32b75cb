/** The Pods port: a test says which pods have ended. */
import { throwIfAborted } from "../../src/cache/errors.ts";
import type { Author } from "../../src/cache/generation.ts";
import type { Outcome, Pods } from "../../src/cache/ports.ts";

export class FakePods implements Pods {
  readonly #ended = new Map<string, Outcome>();
  readonly #failures: unknown[] = [];

  /** From now on the pod of this uid has ended for good. */
  end(uid: string, outcome: Exclude<Outcome, "open"> = "succeeded"): void {
    this.#ended.set(uid, outcome);
  }

  /** The next question throws this. */
  failNext(error: unknown): void {
    this.#failures.push(error);
  }

  async ended(pods: readonly Author[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    this.#mayFail(signal);
    return new Set(pods.map(({ uid }) => uid).filter((uid) => this.#ended.has(uid)));
  }

  async outcome({ uid }: Author, signal: AbortSignal): Promise<Outcome> {
    this.#mayFail(signal);
    return this.#ended.get(uid) ?? "open";
  }

  #mayFail(signal: AbortSignal): void {
    throwIfAborted(signal);
    if (this.#failures.length > 0) throw this.#failures.shift();
  }
}
