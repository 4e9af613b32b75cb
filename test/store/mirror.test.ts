/** Holds the mirror on disk to its contract, and to that of a ledger. */
import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Layout } from "../../src/store/layout.ts";
import { DiskMirror } from "../../src/store/mirror.ts";
import { prepareState } from "../../src/store/state.ts";
import { describeLedger } from "../contracts/ledger.ts";
import { describeFind } from "../contracts/ledger-entries.ts";
import { describeMirror, type MirrorWorld } from "../contracts/mirror.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

const domain = "00c0ffee";

async function makeWorld(): Promise<MirrorWorld> {
  const layout = new Layout(await mkdtemp(join(tmpdir(), "cachefork-mirror-")));
  await prepareState(layout);
  const clock = new FakeClock();
  const another = (): DiskMirror => new DiskMirror(layout, domain, clock);
  return {
    ledger: another(),
    clock,
    another,
    spoil: (key, number) =>
      truncate(join(layout.caches, key.namespace, key.name, `${key.name}.default.${domain}.${number}`), 20),
    [Symbol.asyncDispose]: () => rm(layout.root, { recursive: true }),
  };
}

describe("DiskMirror", () => {
  describeMirror(makeWorld);
  describeLedger(makeWorld);
  describeFind(makeWorld);
});
