/** A node's ledger over a fake API server, with a mirror on disk, for one test. */
import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CacheKey } from "../../src/cache/key.ts";
import { KubeLedger } from "../../src/kube/ledger.ts";
import type { Observer } from "../../src/kube/list-watch.ts";
import type { Cache } from "../../src/kube/resources.ts";
import { Layout } from "../../src/store/layout.ts";
import { DiskMirror } from "../../src/store/mirror.ts";
import { prepareState } from "../../src/store/state.ts";
import type { LedgerWorld } from "../contracts/ledger.ts";
import type { FakeClock } from "../fakes/fake-clock.ts";
import { Api } from "./api.ts";

const domain = "00c0ffee";

/** Who is told of Caches before a ledger is. */
type AlsoTold = (world: KubeWorld) => Observer<Cache> | undefined;

export class KubeWorld implements LedgerWorld {
  readonly api: Api;
  readonly layout: Layout;
  readonly ledger: KubeLedger;
  readonly #ledgers: KubeLedger[] = [];
  readonly #alsoTold: AlsoTold;
  readonly failures: unknown[] = [];

  private constructor(api: Api, layout: Layout, alsoTold: AlsoTold) {
    this.api = api;
    this.layout = layout;
    this.#alsoTold = alsoTold;
    this.ledger = this.another();
  }

  static async make(alsoTold: AlsoTold = () => undefined): Promise<KubeWorld> {
    const layout = new Layout(await mkdtemp(join(tmpdir(), "cachefork-kube-")));
    await prepareState(layout);
    const world = new KubeWorld(await Api.start(), layout, alsoTold);
    await world.ledger.synced();
    return world;
  }

  get clock(): FakeClock {
    return this.api.clock;
  }

  get mirror(): DiskMirror {
    return new DiskMirror(this.layout, domain, this.clock);
  }

  another(client = this.api.client): KubeLedger {
    const { clock } = this.api;
    const observer = this.#alsoTold(this);
    const ledger = new KubeLedger({
      client,
      node: "n1",
      mirror: this.mirror,
      clock,
      ...(observer && { alsoTold: observer }),
      failed: (error) => this.failures.push(error),
    });
    ledger.start();
    this.#ledgers.push(ledger);
    return ledger;
  }

  async spoil({ namespace, name }: CacheKey, number: number): Promise<void> {
    await truncate(join(this.layout.caches, namespace, name, `${name}.default.${domain}.${number}`), 20);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const ledger of this.#ledgers) await ledger[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
    await rm(this.layout.root, { recursive: true });
  }
}
