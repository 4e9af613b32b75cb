/** The pods of a soak: each has one volume, works in it, and sees to it that nobody else does. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Volume } from "../../src/cache/volume.ts";
import { linked, observe } from "../model/observe.ts";
import { type Directory, stripped } from "../model/tree.ts";
import { operate } from "../property/disk-files.ts";
import type { Running } from "../support/running.ts";
import { differenceOf, type Life } from "./history.ts";
import { hold } from "./hold.ts";
import type { Kubelet } from "./kubelet.ts";
import type { Plan } from "./plan.ts";
import type { Watch } from "./watch.ts";

/** All pods of one plugin. */
export class Pods {
  readonly #running: Running;
  readonly #kubelet: Kubelet;
  readonly #watch: Watch;
  readonly #at = new Map<string, string>();

  constructor(running: Running, kubelet: Kubelet, watch: Watch) {
    this.#running = running;
    this.#kubelet = kubelet;
    this.#watch = watch;
  }

  /** What each life that has begun and not ended is at. */
  where(): string {
    return [...this.#at].map(([id, step]) => `${id} at ${step}`).join(", ");
  }

  /** From the publish until no record is left; `rest` is what the pod does when it has written. False when it was given up before it started. */
  async live(plan: Plan, rest: () => Promise<void>): Promise<boolean> {
    try {
      return await this.#live(plan, rest);
    } finally {
      this.#at.delete(plan.id);
    }
  }

  async #live(plan: Plan, rest: () => Promise<void>): Promise<boolean> {
    this.#at.set(plan.id, "publish");
    if (!(await this.#kubelet.publish(plan))) {
      await this.#kubelet.unpublish(plan);
      return false;
    }
    const record = this.#running.disk.volumes().find(({ volumeId }) => volumeId === plan.id);
    if (!record) throw new Error(`${plan.id} is published, and there is no record of it`);
    const history = this.#watch.of(plan.cache);
    this.#watch.take(plan.cache);
    const life = lifeOf(plan, record, observe(record.target));
    history.started(life);
    await this.#work(plan, record, rest);
    await this.#end(plan, record, life);
    this.#watch.take(plan.cache);
    const limited = plan.attributes["sizeLimit"] !== undefined;
    history.ended(life, plan.commits && !limited ? "none" : "not to be committed");
    return true;
  }

  async #work(plan: Plan, { target }: Volume, rest: () => Promise<void>): Promise<void> {
    this.#at.set(plan.id, "work");
    for (const operation of plan.operations) operate(target, operation);
    if (plan.lasts === 0) return;
    const made = observe(target);
    await rest();
    const difference = differenceOf(observe(target), made);
    if (difference !== "")
      this.#watch.of(plan.cache).differences.push(`${plan.id} changed while its pod rested:\n${difference}`);
  }

  async #end(plan: Plan, record: Volume, life: Life): Promise<void> {
    this.#at.set(plan.id, `hold ${plan.use}`);
    await using around = new AsyncDisposableStack();
    around.use(await hold(this.#running, plan.id, plan.use));
    if (plan.commits) life.view = this.#viewOf(record);
    this.#at.set(plan.id, "unpublish");
    await this.#kubelet.unpublish(plan);
    this.#at.set(plan.id, "end");
    if (existsSync(record.target)) this.#kubelet.wrong.push(`${plan.id}: its target is there after its unpublish`);
    const path = join(this.#running.state, "volumes", `${record.incarnation}.json`);
    await this.#running.until(() => !existsSync(path));
  }

  /** What a volume shows, with what only its own layer knows. */
  #viewOf({ target, upper }: Volume): Directory {
    return stripped(linked(observe(target), this.#running.disk.layer(upper)));
  }
}

function lifeOf({ id, attributes }: Plan, { incarnation, base: from }: Volume, base: Directory): Life {
  return { id, incarnation, merge: attributes["merge"], from, base };
}
