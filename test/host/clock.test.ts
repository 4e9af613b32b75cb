/** The machine's clock keeps its contract. */
import { setTimeout } from "node:timers/promises";
import { SystemClock } from "../../src/host/clock.ts";
import { describeClock } from "../contracts/clock.ts";

describe("SystemClock", () => {
  describeClock(() => ({ clock: new SystemClock(), pass: (ms) => setTimeout(ms) }));
});
