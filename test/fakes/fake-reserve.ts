/** A reserve without a disk: kept unless it is told that there is no room. */
import type { Reserve } from "../../src/cache/reserve.ts";

/** The Reserve port in memory. */
export class FakeReserve implements Reserve {
  readonly size = 4 << 20;
  /** Whether there is room for it. */
  room = true;
  #whole = false;

  get whole(): boolean {
    return this.#whole;
  }

  async keep(): Promise<void> {
    this.#whole ||= this.room;
  }

  async release(): Promise<void> {
    this.#whole = false;
  }
}
