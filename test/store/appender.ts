/** A process of its own that appends generations to a log, for tests of writers that know nothing of each other. */
import { isKind } from "../../src/cache/errors.ts";
import { SystemClock } from "../../src/host/clock.ts";
import { Layout } from "../../src/store/layout.ts";
import { EmbeddedLedger } from "../../src/store/ledger.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";

const [root = "", name = "", count = "0"] = process.argv.slice(2);
const ledger = new EmbeddedLedger(new Layout(root), "00c0ffee", new SystemClock());

/** Tries until it wins a number, as a commit does. */
async function append(volume: string): Promise<number> {
  for (;;) {
    try {
      // The next try needs to know that this one lost.
      return (await ledger.append(npm, await ledger.head(npm), newGeneration(volume))).number;
    } catch (error) {
      if (!isKind(error, "conflict")) throw error;
    }
  }
}

for (let made = 0; made < Number(count); made += 1) {
  process.stdout.write(`${await append(`${name}-${made}`)}\n`);
}
