/** Holds the fake claims to the contract of the real ones. */
import { describeClaims } from "../contracts/claims.ts";
import { MemoryClaims } from "./memory-claims.ts";

describe("MemoryClaims", () => {
  describeClaims(async () => new MemoryClaims());
});
