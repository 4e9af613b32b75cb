/** Several listeners as one port Events. */
import type { Events } from "./events.ts";

/** Tells each of them, in this order, what it listens to. */
export function allEvents(...listeners: readonly Partial<Events>[]): Events {
  const tell =
    (name: string | symbol) =>
    (...told: unknown[]): void => {
      for (const listener of listeners) {
        const method: unknown = Reflect.get(listener, name);
        if (typeof method === "function") Reflect.apply(method, listener, told);
      }
    };
  return new Proxy({} as Events, { get: (_, name) => tell(name) });
}
