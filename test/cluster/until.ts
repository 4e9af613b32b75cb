/** Waits for what nobody reports: asks again and again until it is so. */
import { setTimeout as sleep } from "node:timers/promises";

export interface Patience {
  /** What is waited for, for the message when it does not come. */
  readonly what: string;
  readonly seconds: number;
  /** Milliseconds between two questions. */
  readonly every?: number;
  /** Why waiting is of no use any more. */
  readonly hopeless?: () => Promise<string | undefined>;
}

/** Answers the first answer that is not undefined; throws when there is none in time, with the last error if there was one. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined> | Answer | undefined,
  { what, seconds, every = 100, hopeless }: Patience,
): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    const why = await hopeless?.();
    if (why !== undefined) throw new Error(`There will be no ${what}: ${why}`, { cause: failure });
    if (performance.now() > end)
      throw new Error(
        `No ${what} after ${seconds} s${failure instanceof Error ? `; the last error: ${failure.message}` : ""}`,
        { cause: failure },
      );
    await sleep(every);
  }
}
