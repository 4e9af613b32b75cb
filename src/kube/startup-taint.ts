/** Takes the startup taint of a node away when kubelet there has registered the driver: until then, pods with volumes would only wait. */
import type { Clock } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { ListWatch, type Observer } from "./list-watch.ts";
import type { Kind, Resource } from "./resources.ts";

/** Kubelet's list of the drivers that are registered on its node, which has the same name. */
interface CsiNode extends Resource {
  readonly spec?: { readonly drivers?: readonly { readonly name: string }[] | null };
}

/** A taint, as far as it is looked into. */
export interface Taint {
  readonly key: string;
  readonly [field: string]: unknown;
}

interface TaintedNode extends Resource {
  readonly spec?: { readonly taints?: readonly Taint[] };
}

const csiNodes: Kind<CsiNode> = {
  apiVersion: "storage.k8s.io/v1",
  kind: "CSINode",
  plural: "csinodes",
  namespaced: false,
};
const nodes: Kind<TaintedNode> = { apiVersion: "v1", kind: "Node", plural: "nodes", namespaced: false };

export interface StartupTaintOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly driver: string;
  /** The taint's key. */
  readonly key: string;
  readonly removed: (node: string) => void;
  /** Told of every failure; it goes on by itself. */
  readonly failed: (error: unknown) => void;
}

/** The taints without those of a key; undefined when there are none of it. */
export function withoutTaint(taints: readonly Taint[], key: string): readonly Taint[] | undefined {
  const left = taints.filter((taint) => taint.key !== key);
  return left.length === taints.length ? undefined : left;
}

/** At work from `start` until it is disposed of. Several may be: what one did, the others find done. */
export class StartupTaint implements AsyncDisposable, Observer<CsiNode> {
  readonly #options: StartupTaintOptions;
  readonly #watch: ListWatch<CsiNode>;
  readonly #stop = new AbortController();

  constructor(options: StartupTaintOptions) {
    this.#options = options;
    const { client, clock, failed } = options;
    this.#watch = new ListWatch({ client, kind: csiNodes, selection: {}, observer: this, clock, failed });
  }

  start(): void {
    this.#watch.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#watch[Symbol.asyncDispose]();
  }

  async listed(items: readonly CsiNode[]): Promise<void> {
    for (const item of items) await this.changed(item);
  }

  async changed({ metadata: { name }, spec }: CsiNode): Promise<void> {
    const { client, driver, key, removed } = this.#options;
    if (!spec?.drivers?.some((one) => one.name === driver)) return;
    const { signal } = this.#stop;
    const node = await client.find(nodes, { name }, signal);
    const taints = withoutTaint(node?.spec?.taints ?? [], key);
    if (node === undefined || taints === undefined) return;
    // Others change taints, too: with the version, none of theirs is lost.
    const { resourceVersion } = node.metadata;
    await client.patch(nodes, { name }, { metadata: { resourceVersion }, spec: { taints } }, signal);
    removed(name);
  }

  async deleted(): Promise<void> {}
}
