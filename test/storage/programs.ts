/** Kubernetes' own tests of storage, and what runs them: built from the cluster's version once. */
import { join } from "node:path";
import { type Binaries, kubernetesModule, kubernetesVersion } from "../cluster/binaries.ts";
import { must } from "../cluster/command.ts";
import { buildCommands, goEnvironment } from "../cluster/go-module.ts";

/** The tests, their runner in the version that they were written for, and the program that most of their pods run. */
export const suite: Binaries = {
  name: `kubernetes-tests-${kubernetesVersion}`,
  programs: ["e2e.test", "ginkgo", "agnhost"],
  build: async (into, folder) => {
    const { module, main, ldflags } = await kubernetesModule();
    const packages = ["github.com/onsi/ginkgo/v2/ginkgo", `${main}/test/images/agnhost`];
    await buildCommands(module, { folder, packages, into, ldflags });
    const flags = ["-trimpath", `-ldflags=-s -w ${ldflags}`, "-o", join(into, "e2e.test")];
    await must(["go", "test", "-c", ...flags, `${main}/test/e2e`], { cwd: folder, env: goEnvironment });
  },
};
