/** What the bench sees of a pod's life, in seconds of the machine's uptime: the clock that pods and the bench share. */

/** What a pod has at /cache, and what it does there. */
export type Kind = "emptyDir" | "unchanged" | "changed";

export interface Lifecycle {
  readonly kind: Kind;
  /** When the API server was asked for it. */
  readonly created: number;
  /** When its container's first command ran, and its last one. */
  readonly running: number;
  readonly ended: number;
  /** When the generation that it made was seen, and when its Cache's status named that; for `changed` only. */
  readonly generation?: number;
  readonly head?: number;
}

/** What the program in the cluster's network is asked for. */
export interface Order {
  readonly namespace: string;
  readonly node: string;
  readonly cache: string;
  readonly image: string;
  /** One pod after the other, in this order. */
  readonly kinds: readonly Kind[];
}
