/** What became of the registration with kubelet: a line in the log each time, and a gauge. */
import type { Logger } from "pino";
import type { RegistrationEvents } from "./csi/registration.ts";
import type { Metrics } from "./metrics.ts";

export class RegistrationLog implements RegistrationEvents {
  readonly #log: Logger;
  #registered = false;

  constructor(log: Logger, metrics: Pick<Metrics, "observe">) {
    this.#log = log;
    metrics.observe({ registered: () => Number(this.#registered) });
  }

  registered(): void {
    this.#registered = true;
    this.#log.info("Kubelet has registered the plugin");
  }

  refused(why: string): void {
    this.#registered = false;
    this.#log.error({ why }, "Kubelet did not register the plugin; it is asked again");
  }
}
