/** A Lease in memory, and ways to it that can be cut. */
import { CacheError, throwIfAborted } from "../../src/cache/errors.ts";
import type { KnownLease, LeasePort, LeaseRecord } from "../../src/kube/lease.ts";

export class FakeLease {
  /** As it is now. */
  known: KnownLease | undefined;
  /** Who wrote it, in order: the holder, or `nobody`. */
  readonly writes: string[] = [];
  #revision = 0;

  /** Another candidate's way to it. */
  way(): LeaseWay {
    return new LeaseWay(this);
  }

  write(record: LeaseRecord): KnownLease {
    this.#revision += 1;
    this.known = { ...record, uid: this.known?.uid ?? `uid-${this.#revision}`, revision: String(this.#revision) };
    this.writes.push(record.holder || "nobody");
    return this.known;
  }
}

export class LeaseWay implements LeasePort {
  /** Whether nobody answers; `hangs`: not even that is said. */
  state: "open" | "cut" | "hangs" = "open";
  /** The next write is made, and its answer does not come. */
  losesAnswer = false;
  /** The next write is made, and its answer comes when this is fulfilled. */
  slowAnswer: Promise<void> | undefined;
  readonly #lease: FakeLease;

  constructor(lease: FakeLease) {
    this.#lease = lease;
  }

  async read(signal: AbortSignal): Promise<KnownLease | undefined> {
    await this.#pass(signal);
    return this.#lease.known;
  }

  async create(record: LeaseRecord, signal: AbortSignal): Promise<KnownLease> {
    await this.#pass(signal);
    if (this.#lease.known) throw new CacheError("exists", "There is a Lease");
    return this.#answer(this.#lease.write(record));
  }

  async update(known: KnownLease, record: LeaseRecord, signal: AbortSignal): Promise<KnownLease> {
    await this.#pass(signal);
    const there = this.#lease.known;
    if (!there) throw new CacheError("not-found", "There is no Lease");
    if (there.revision !== known.revision) throw new CacheError("conflict", "It has changed since");
    return this.#answer(this.#lease.write(record));
  }

  async #pass(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    if (this.state === "cut") throw new CacheError("unavailable", "The way is cut");
    if (this.state === "open") return;
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    throwIfAborted(signal);
  }

  async #answer(known: KnownLease): Promise<KnownLease> {
    const slow = this.slowAnswer;
    this.slowAnswer = undefined;
    await slow;
    if (!this.losesAnswer) return known;
    this.losesAnswer = false;
    throw new CacheError("unavailable", "The answer was lost");
  }
}
