/** What a flow is that can be stopped at each of its operations. */
import type { Scene } from "./scene.ts";

export interface Flow {
  readonly name: string;
  /** Whose operations count: the running plugin's, those of one that starts, or those of the CLI beside it. */
  readonly stops: "plugin" | "start" | "cli";
  /** Counting begins with the first operation that this matches; at once, unless given. */
  readonly from?: string;
  /** Flags of the plugin. */
  readonly flags?: readonly string[];
  /** Whether each run needs a state of its own; else many runs, with caches of their own, share a plugin. */
  readonly state?: "own";
  /** What comes before; it is not stopped. */
  prepare(scene: Scene): Promise<void>;
  /** What is stopped. Resolves when there is nothing left to stop. */
  run(scene: Scene): Promise<void>;
  /** What kubelet does then, or a user: the same calls, which must succeed now, and what belongs behind them. */
  again(scene: Scene): Promise<void>;
}
