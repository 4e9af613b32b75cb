/** Lets something happen between a look at the API server and the write that was decided by it. */
import type { Client } from "../../src/kube/client.ts";

/** The client, but that something else is done just before its first call of this name. */
export function overtaken(client: Client, name: "patch" | "delete", first: () => Promise<unknown>): Client {
  let done = false;
  return new Proxy(client, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== "function") return method;
      return async (...parameters: unknown[]) => {
        if (property === name && !done) {
          done = true;
          await first();
        }
        return Reflect.apply(method, target, parameters) as unknown;
      };
    },
  });
}
