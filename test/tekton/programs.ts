/** Tekton Pipelines, built from its Go module once. */
import { type Binaries } from "../cluster/binaries.ts";
import { buildCommands, moduleFolder } from "../cluster/go-module.ts";

export const tektonVersion = "v1.15.0";
const name = "github.com/tektoncd/pipeline";

/** What TaskRuns and PipelineRuns need; no events, no resolvers. */
export const tekton: Binaries = {
  name: `tekton-${tektonVersion.slice(1)}`,
  programs: ["controller", "webhook", "entrypoint", "nop", "workingdirinit", "sidecarlogresults"],
  build: async (into, folder) => {
    const packages = tekton.programs.map((program) => `${name}/cmd/${program}`);
    await buildCommands({ go: "1.26.0", require: { [name]: tektonVersion } }, { folder, packages, into });
  },
};

/** The folder of its objects, as its authors apply them with ko. */
export async function tektonConfig(): Promise<string> {
  return `${await moduleFolder(name, tektonVersion)}/config`;
}
