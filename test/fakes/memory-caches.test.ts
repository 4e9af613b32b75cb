/** Holds the fake caches to the contract of the real ones. */
import { describeCaches } from "../contracts/caches.ts";
import { MemoryCaches } from "./memory-caches.ts";

describe("MemoryCaches", () => {
  describeCaches(async () => {
    const caches = new MemoryCaches();
    return {
      caches,
      build: async (cache, file) => caches.commit(cache, `${cache.name}-${file}`),
      lose: async (layer) => caches.lose(layer),
      [Symbol.asyncDispose]: async () => {},
    };
  });
});
