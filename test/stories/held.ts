/** Stands between a node and its ports: a story can hold a call in the middle, or kill the node there. */

/** One call that waits. */
export interface Held {
  /** Resolves when the call has come. */
  readonly entered: Promise<void>;
  release(): void;
  /** Instead of an answer, the caller gets this error. */
  fail(error: unknown): void;
}

interface Waiting {
  readonly call: string;
  readonly where: "before" | "after";
  readonly entered: PromiseWithResolvers<void>;
  readonly released: PromiseWithResolvers<void>;
}

/** All calls of one node to its ports. After `kill` none returns, and none does anything: as when the process is gone. */
export class Wire {
  #waiting: Waiting[] = [];
  #killAt = Number.POSITIVE_INFINITY;
  #dead = false;
  readonly #killed = Promise.withResolvers<void>();
  /** Asked before every call is carried out: throws what the call shall throw. */
  check: (call: string, parameters: readonly unknown[]) => Promise<void> = async () => {};
  /** The calls so far, such as `ledger.append`. */
  readonly calls: string[] = [];

  /** Holds the next call of this name, such as `ledger.append`: before it does anything, or when it has done all but answer. */
  hold(call: string, where: Waiting["where"] = "before"): Held {
    const waiting = { call, where, entered: Promise.withResolvers<void>(), released: Promise.withResolvers<void>() };
    this.#waiting.push(waiting);
    return {
      entered: waiting.entered.promise,
      release: () => waiting.released.resolve(),
      fail: (error) => waiting.released.reject(error),
    };
  }

  kill(): void {
    this.#dead = true;
    this.#killed.resolve();
  }

  /** Resolves when it is dead. */
  get killed(): Promise<void> {
    return this.#killed.promise;
  }

  /** Kills the node at the call of this number, counted from 0, before the call does anything. */
  killAt(number: number): void {
    this.#killAt = number;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The port as its node sees it. Methods named in `atOnce` return at once; all others give promises. */
  through<Port extends object>(name: string, port: Port, atOnce: readonly string[] = []): Port {
    return new Proxy(port, {
      get: (target, property) => {
        const method: unknown = Reflect.get(target, property, target);
        if (typeof method !== "function" || atOnce.includes(String(property))) return bound(method, target);
        return (...parameters: unknown[]) =>
          this.#call(`${name}.${String(property)}`, async (call) => {
            await this.check(call, parameters);
            return Reflect.apply(method, target, parameters);
          });
      },
    });
  }

  async #call(call: string, make: (call: string) => Promise<unknown>): Promise<unknown> {
    const number = this.calls.push(call) - 1;
    if (number >= this.#killAt) this.kill();
    if (this.#dead) return never();
    const index = this.#waiting.findIndex((waiting) => waiting.call === call);
    const [held] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (held?.where === "before") await pass(held);
    if (this.#dead) return never();
    const answer = await this.#answered(make(call));
    if (held?.where === "after") await pass(held);
    return this.#dead ? never() : answer;
  }

  async #answered(made: Promise<unknown>): Promise<unknown> {
    const answer = await made.catch((error: unknown) => (this.#dead ? never() : Promise.reject(error)));
    return this.#dead ? never() : answer;
  }
}

async function pass(held: Waiting): Promise<void> {
  held.entered.resolve();
  await held.released.promise;
}

function bound(value: unknown, target: object): unknown {
  return typeof value === "function" ? value.bind(target) : value;
}

function never(): Promise<never> {
  return new Promise(() => {});
}
