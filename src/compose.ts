/** Starts a plugin in the role that it is told: each role is put together by a file of its own, and loads only what it needs. */
import type { Config, ControllerConfig } from "./config.ts";
import type { Surroundings } from "./surroundings.ts";

/** Starts a plugin; dispose of the result to stop it. Throws when it cannot work here: with this state directory, with this API server. */
export async function startPlugin(
  config: Config | ControllerConfig,
  surroundings: Surroundings,
): Promise<AsyncDisposable> {
  if (config.role === "controller") {
    const { startController } = await import("./compose-controller.ts");
    return startController(config, surroundings);
  }
  const { startNode } = await import("./compose-node.ts");
  return startNode(config, surroundings);
}
