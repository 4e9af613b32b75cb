/** Pods that come, write and go while their plugin is killed again and again, with a kubelet that keeps trying. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ServiceError, status } from "@grpc/grpc-js";
import type { Running } from "./running.ts";

/** A volume whose unpublish was acknowledged after its pod had written. */
export interface Acknowledged {
  readonly id: string;
  readonly cache: string;
}

/** What an answer says when the plugin is dead, not ready yet, or busy with the call that its caller gave up. */
const passing = [status.UNAVAILABLE, status.CANCELLED, status.ABORTED];

/** What the pod of a volume writes, long enough to be seen cut. */
export function contentOf(id: string): string {
  return `${id}\n`.repeat(2000);
}

/** The pods of one test. */
export class Churn {
  readonly acknowledged: Acknowledged[] = [];
  /** Volumes that were given up before their pod started. */
  readonly abandoned: string[] = [];
  /** Answers that a kubelet should never get. */
  readonly wrong: string[] = [];
  readonly #running: Running;
  readonly #caches: readonly string[];
  #count = 0;
  #over = false;

  constructor(running: Running, caches: readonly string[]) {
    this.#running = running;
    this.#caches = caches;
  }

  /** Runs so many pods at a time until `stop`, and then finishes those that are there. */
  async run(atOnce: number): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.#pods()));
  }

  stop(): void {
    this.#over = true;
  }

  async #pods(): Promise<void> {
    while (!this.#over) {
      this.#count += 1;
      const cache = this.#caches[this.#count % this.#caches.length] ?? "";
      await this.#pod(`v${this.#count}`, cache);
    }
  }

  async #pod(id: string, cache: string): Promise<void> {
    const target = this.#running.target(id);
    const published = await this.#keepTrying(() => this.#running.publish({ id, attributes: { cache } }), "or abandon");
    if (published) work(target, id);
    // A pod whose plugin died and came back still has what it wrote.
    if (published && readFileSync(join(target, id), "utf8") !== contentOf(id)) this.wrong.push(`${id} lost its file`);
    await this.#keepTrying(() => this.#running.unpublish(id), "always");
    if (existsSync(target)) this.wrong.push(`${id} has its target left`);
    if (published) this.acknowledged.push({ id, cache });
    else this.abandoned.push(id);
  }

  /** Calls until the answer is OK; or, half of the times that the plugin died meanwhile, not any more. */
  async #keepTrying(attempt: () => Promise<unknown>, how: "always" | "or abandon"): Promise<boolean> {
    for (;;) {
      try {
        await attempt();
        return true;
      } catch (error) {
        const { code, message } = error as ServiceError;
        if (!passing.includes(code)) this.wrong.push(message);
        if (how === "or abandon" && Math.random() < 0.5) return false;
        await this.#running.serving();
      }
    }
  }
}

function work(target: string, id: string): void {
  writeFileSync(join(target, id), contentOf(id));
  mkdirSync(join(target, "shared"), { recursive: true });
  writeFileSync(join(target, "shared", id), contentOf(id));
  writeFileSync(join(target, "contended"), contentOf(id));
}
