/** Lets something happen just before or behind a call to the API server: between a look and the write that was decided by it. */
import type { Client } from "../../src/kube/client.ts";

/** The client, but that something else is done just before its first call of this name. */
export function overtaken(client: Client, name: "create" | "patch" | "delete", first: () => Promise<unknown>): Client {
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

/** The client, but that something else is done just behind its first call of this name that is about such an object. */
export function followed(client: Client, name: "create", plural: string, then: () => Promise<unknown>): Client {
  let done = false;
  return new Proxy(client, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== "function") return method;
      return async (...parameters: unknown[]) => {
        const result = (await Reflect.apply(method, target, parameters)) as unknown;
        const [kind] = parameters as [{ readonly plural?: string }];
        if (property === name && kind.plural === plural && !done) {
          done = true;
          await then();
        }
        return result;
      };
    },
  });
}
