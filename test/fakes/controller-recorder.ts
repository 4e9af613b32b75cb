/** The port ControllerEvents as a list of short lines. */
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "../../src/cache/cluster.ts";
import type { ControllerEvents } from "../../src/cache/controller-events.ts";
import { kindOf } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";

/** What happened, in order. */
export class ControllerRecorder implements ControllerEvents {
  readonly lines: string[] = [];
  /** How often a cache was looked at. */
  looks = 0;
  renewals = 0;

  /** The lines since the last call of this. */
  take(): string[] {
    return this.lines.splice(0);
  }

  elected(identity: string): void {
    this.lines.push(`elected ${identity}`);
  }

  deposed(identity: string, why: unknown): void {
    this.lines.push(`deposed ${identity}: ${why === undefined ? "stopping" : kindOf(why)}`);
  }

  leaseDelayed(error: unknown): void {
    this.lines.push(`lease delayed: ${kindOf(error)}`);
  }

  leaseRenewed(): void {
    this.renewals += 1;
  }

  statusWritten({ key }: ClusterCache, { heads }: CacheStatus): void {
    const logs = heads.map(({ generation, floor }) => `g${generation} above ${floor}`);
    this.lines.push(`status of ${key.name}: ${logs.join(", ")}`);
  }

  generationDeleted({ cache, number }: ClusterGeneration): void {
    this.lines.push(`deleted g${number} of ${cache.name}`);
  }

  strayDeleted({ cache, number }: ClusterGeneration, owner: string): void {
    this.lines.push(`deleted stray g${number} of ${cache.name}, a log of ${owner}`);
  }

  claimIgnored({ node, domain }: ClusterHolding): void {
    this.lines.push(`ignored that ${node} claims ${domain}`);
  }

  holdingDeleted({ node }: ClusterHolding): void {
    this.lines.push(`deleted holding of ${node}`);
  }

  outrun({ name }: CacheKey): void {
    this.lines.push(`outrun at ${name}`);
  }

  reconcileDelayed({ name }: CacheKey, error: unknown): void {
    this.lines.push(`delayed ${name}: ${kindOf(error)}`);
  }

  resyncDelayed(error: unknown): void {
    this.lines.push(`resync delayed: ${kindOf(error)}`);
  }

  reconciled(): void {
    this.looks += 1;
  }
}
