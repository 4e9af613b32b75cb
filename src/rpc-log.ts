/** One line in the log and one observation in the metrics for every RPC, without messages: they hold tokens. */
import type { Logger } from "pino";
import type { AnsweredCall, CallReports } from "./csi/call.ts";
import type { Metrics } from "./metrics.ts";
import type { Pauses } from "./pauses.ts";

/** Codes that tell of a defect or of damage, not of a caller's mistake. */
const alarming = ["INTERNAL", "DATA_LOSS"];

/** The reports of calls of a plugin that runs. */
export class RpcLog implements CallReports {
  readonly #log: Logger;
  readonly #metrics: Pick<Metrics, "answered">;
  readonly #pauses: Pick<Pauses, "answered">;

  constructor(log: Logger, metrics: Pick<Metrics, "answered">, pauses: Pick<Pauses, "answered">) {
    this.#pauses = pauses;
    this.#log = log;
    this.#metrics = metrics;
  }

  answered(call: AnsweredCall): void {
    const { method, volume, code, message, error } = call;
    this.#pauses.answered();
    this.#metrics.answered(method, code, call.ms);
    const fields = { rpc: method, volume: volume?.slice(0, 256), ms: Math.round(call.ms * 10) / 10, code };
    if (message === undefined) this.#log[call.routine ? "debug" : "info"](fields, "Answered");
    else if (alarming.includes(code)) this.#log.error({ ...fields, err: error }, message);
    else this.#log.warn(fields, message);
  }
}
