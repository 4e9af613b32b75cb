/** A worker thread that is called like an object: for system calls that block, and work that would stall the main thread. */
import { Worker } from "node:worker_threads";
import { CacheError } from "../cache/errors.ts";
import { type Answer, type Calls, receivedError } from "./thread-messages.ts";

export interface ThreadOptions {
  /** The worker's entry: `worker.ts` from source, `worker.js` in a bundle. */
  readonly entry: URL;
  /** What the entry learns as `workerData`: its role, and what that role needs. */
  readonly data: { readonly role: string } & Readonly<Record<string, unknown>>;
  /** V8's limits in MiB; the default of 32 is enough for system calls. */
  readonly limits?: { readonly heapMb?: number; readonly stackMb?: number };
  /** Milliseconds without a call after which it rests; for ever unless given. */
  readonly idleMs?: number;
}

/**
 * MiB that new objects of a thread may take before they are looked through. V8's default grows to 96 and is not given
 * back; threads that make system calls keep next to nothing (ADR 0024).
 */
const youngMb = 6;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CacheError) => void;
}

/**
 * One thread, started by its first call, and again by the next one after it has rested. Calls are carried out in their
 * order, and keep the process alive while they run; an idle thread does not. When it dies, the call that it was at
 * rejects with `internal`, those that it had not come to with `unavailable`, and the next call starts it anew.
 */
export class Thread<Functions extends Calls> implements AsyncDisposable {
  readonly #options: ThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #calls = 0;
  #ended = false;
  #idle: (() => void) | undefined;
  #resting: NodeJS.Timeout | undefined;
  readonly #terminations = new Set<Promise<unknown>>();

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Calls the function on the thread. Rejects with what it threw, as a CacheError: `internal` if it was none; `cancelled` after the end. */
  call<Method extends keyof Functions & string>(
    method: Method,
    ...parameters: Parameters<Functions[Method]>
  ): Promise<Awaited<ReturnType<Functions[Method]>>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new CacheError("cancelled", `Cannot call ${method}: the ${this.#options.data.role} thread was ended`));
        return;
      }
      clearTimeout(this.#resting);
      const worker = this.#started();
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve: resolve as (value: unknown) => void, reject });
      worker.ref();
      try {
        worker.postMessage({ call: this.#calls, method, parameters });
      } catch (error) {
        this.#settle(worker, this.#calls, (waiting) =>
          waiting.reject(internal(`Cannot send the arguments of ${method}`, error)),
        );
      }
    });
  }

  /** Ends the thread when the calls in flight are done. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    if (this.#waiting.size > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    this.rest();
    await Promise.all(this.#terminations);
  }

  /** Gives back what an idle thread takes, until the next call; does nothing while a call is in flight. */
  rest(): void {
    clearTimeout(this.#resting);
    if (this.#worker === undefined || this.#waiting.size > 0) return;
    const termination = this.#worker.terminate().finally(() => this.#terminations.delete(termination));
    this.#terminations.add(termination);
    this.#worker = undefined;
  }

  #started(): Worker {
    this.#worker ??= this.#start();
    return this.#worker;
  }

  #start(): Worker {
    const { entry, data, limits = {} } = this.#options;
    const worker = new Worker(entry, {
      name: data.role,
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb ?? 32,
        stackSizeMb: limits.stackMb ?? 4,
        maxYoungGenerationSizeMb: youngMb,
      },
    });
    let cause: unknown;
    worker.on("message", (answer: Answer) => this.#answered(worker, answer));
    worker.on("error", (error: unknown) => {
      cause = error;
    });
    worker.on("exit", () => this.#died(worker, cause));
    return worker;
  }

  #answered(worker: Worker, answer: Answer): void {
    this.#settle(worker, answer.call, (waiting) => {
      if ("error" in answer) waiting.reject(receivedError(answer.error));
      else waiting.resolve(answer.value);
    });
  }

  #settle(worker: Worker, call: number, settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(call);
    this.#waiting.delete(call);
    if (waiting !== undefined) settle(waiting);
    if (this.#waiting.size > 0) return;
    worker.unref();
    this.#idle?.();
    const { idleMs } = this.#options;
    if (idleMs !== undefined) this.#resting = setTimeout(() => this.rest(), idleMs).unref();
  }

  #died(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const thread = `The ${this.#options.data.role} thread`;
    // Its answers came before its end (worker_threads delivers what was sent), so it was at the first that has none.
    let error = internal(`${thread} died while it worked`, cause);
    for (const call of this.#waiting.keys()) {
      this.#settle(worker, call, (waiting) => waiting.reject(error));
      error = new CacheError("unavailable", `${thread} died before it came to this: try it again`);
    }
  }
}

function internal(message: string, cause: unknown): CacheError {
  return new CacheError("internal", message, cause === undefined ? undefined : { cause });
}
