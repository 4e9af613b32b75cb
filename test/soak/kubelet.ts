/** Calls the plugin as kubelet does: again and again, until it answers OK. */
import { type ServiceError, status } from "@grpc/grpc-js";
import type { Running } from "../support/running.ts";
import type { Plan } from "./plan.ts";

/** What an answer says when the plugin is dead, not ready yet, or busy with the same call. */
const passing = [status.UNAVAILABLE, status.CANCELLED, status.ABORTED];

/** The caller of one plugin. */
export class Kubelet {
  /** Answers that a kubelet should never get. */
  readonly wrong: string[] = [];
  readonly #running: Running;

  constructor(running: Running) {
    this.#running = running;
  }

  /** Whether the volume is published; half of the pods whose plugin died meanwhile are given up instead. */
  publish({ id, attributes, twice }: Plan): Promise<boolean> {
    return this.#call(id, twice, () => this.#running.publish({ id, attributes }), Number(id.slice(1)) % 2 === 0);
  }

  async unpublish({ id, twice }: Pick<Plan, "id" | "twice">): Promise<void> {
    await this.#call(id, twice, () => this.#running.unpublish(id), false);
  }

  async #call(id: string, twice: boolean, attempt: () => Promise<unknown>, mayGiveUp: boolean): Promise<boolean> {
    const calls = Array.from({ length: twice ? 2 : 1 }, () => this.#keepTrying(id, attempt, mayGiveUp));
    return (await Promise.all(calls)).every((answered) => answered);
  }

  async #keepTrying(id: string, attempt: () => Promise<unknown>, mayGiveUp: boolean): Promise<boolean> {
    for (;;) {
      try {
        await attempt();
        return true;
      } catch (error) {
        const { code, message } = error as ServiceError;
        if (!passing.includes(code)) this.wrong.push(`${id}: ${message}`);
        if (mayGiveUp && code !== status.ABORTED) return false;
        await this.#running.serving();
      }
    }
  }
}
