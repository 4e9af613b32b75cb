/** The ports that the node's flows share, in one value. */
import type { Aside } from "../cache/aside.ts";
import type { Events } from "../cache/events.ts";
import type { Clock, Disk, Layers, Ledger, Mounter, Pods, Volumes } from "../cache/ports.ts";
import type { Reserve } from "../cache/reserve.ts";
import type { Snapshots } from "../cache/snapshot.ts";

export interface World {
  readonly ledger: Ledger;
  readonly layers: Layers;
  readonly volumes: Volumes;
  /** They pin layers. */
  readonly snapshots: Pick<Snapshots, "list" | "unreadable">;
  readonly aside: Aside;
  readonly mounter: Mounter;
  readonly pods: Pods;
  readonly disk: Disk;
  readonly reserve: Reserve;
  readonly clock: Clock;
  readonly events: Events;
  /** The kernel's boot id now. */
  readonly bootId: string;
}
