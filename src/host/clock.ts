/** The port Clock: the machine's time. */
import { setTimeout } from "node:timers/promises";
import { throwIfAborted } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";

/** The longest that a timer takes; more would fire at once. */
const longest = 2 ** 31 - 1;

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  ticks(): number {
    return performance.now();
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    try {
      for (let rest = ms; rest > 0; rest -= longest) await setTimeout(Math.min(rest, longest), undefined, { signal });
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  }
}
