/** The Pods port: a test says which pods have ended. */
import { throwIfAborted } from "../../src/cache/errors.ts";
import type { Author } from "../../src/cache/generation.ts";
import type { Pods } from "../../src/cache/ports.ts";

export class FakePods implements Pods {
  readonly #ended = new Set<string>();
  readonly #failures: unknown[] = [];

  /** From now on the pod of this uid has ended for good. */
  end(uid: string): void {
    this.#ended.add(uid);
  }

  /** The next question throws this. */
  failNext(error: unknown): void {
    this.#failures.push(error);
  }

  async ended(pods: readonly Author[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    throwIfAborted(signal);
    if (this.#failures.length > 0) throw this.#failures.shift();
    return new Set(pods.map(({ uid }) => uid).filter((uid) => this.#ended.has(uid)));
  }
}
