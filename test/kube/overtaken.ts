/** Lets something happen just before or behind a call to the API server: between a look and the write that was decided by it. */
import type { Client } from "../../src/kube/client.ts";

type Verb = "create" | "patch" | "apply" | "delete";

/** The client, but that its calls of this name go through this. */
function through(
  client: Client,
  name: Verb,
  pass: (parameters: readonly unknown[], call: () => Promise<unknown>) => Promise<unknown>,
): Client {
  return new Proxy(client, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== "function") return method;
      const call = (...parameters: unknown[]): unknown => Reflect.apply(method, target, parameters);
      if (property !== name) return call;
      return (...parameters: unknown[]) => pass(parameters, async () => call(...parameters));
    },
  });
}

/** The client, but that something else is done just before its first call of this name. */
export function overtaken(client: Client, name: Verb, first: () => Promise<unknown>): Client {
  let done = false;
  return through(client, name, async (_, call) => {
    if (!done) {
      done = true;
      await first();
    }
    return call();
  });
}

/** The client, but that something else is done just behind its first call of this name that is about such an object. */
export function followed(client: Client, name: Verb, plural: string, then: () => Promise<unknown>): Client {
  let done = false;
  return through(client, name, async (parameters, call) => {
    const result = await call();
    const [kind] = parameters as [{ readonly plural?: string }];
    if (kind.plural === plural && !done) {
      done = true;
      await then();
    }
    return result;
  });
}
