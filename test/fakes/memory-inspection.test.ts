/** Holds the fake inspection to the contract of the real one. */
import { describeInspection } from "../contracts/inspection.ts";
import { MemoryInspection } from "./memory-inspection.ts";

describe("MemoryInspection", () => {
  describeInspection(async () => {
    const inspection = new MemoryInspection();
    return {
      inspection,
      mayChown: true,
      layer: async (id, content) => inspection.layer(id, content),
      discard: async (id) => inspection.discard(id),
      record: async (volume) => inspection.record(volume),
      [Symbol.asyncDispose]: async () => {},
    };
  });
});
