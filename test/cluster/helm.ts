/** Helm, built once from its Go module and kept in the user's cache folder. */
import { join } from "node:path";
import { helmProgram } from "../../tools/render.ts";
import { cacheFolder } from "./binaries.ts";
import { must } from "./command.ts";
import type { Steps } from "./steps.ts";

/** As `.ci/run` installs it. */
const module = "helm.sh/helm/v3/cmd/helm@v3.22.0";

/** Helm's program; minutes the first time. */
export async function helm(steps: Steps): Promise<string> {
  const found = helmProgram();
  if (found !== undefined) return found;
  const folder = join(cacheFolder, "..", "bin");
  const env = { GOBIN: folder, CGO_ENABLED: "0" };
  await steps.take("helm built", () => must(["go", "install", module], { env }));
  return join(folder, "helm");
}
