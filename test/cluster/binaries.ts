/** The programs that a cluster is made of: built from their Go modules once, kept in the user's cache folder. */
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { buildCommands, type GoModule, hasAll, moduleFolder, replacedIn } from "./go-module.ts";
import type { Steps } from "./steps.ts";

export const kubernetesVersion = "1.34.4";
const etcdVersion = "3.6.4";

/** Programs that are built together and kept in a folder of their own. */
export interface Binaries {
  /** The name of their folder; says the version. */
  readonly name: string;
  readonly programs: readonly string[];
  /** Puts the programs into a folder; `modules` is one for what Go needs to build them. */
  readonly build: (into: string, modules: string) => Promise<void>;
}

/** Where all that the cluster builds is kept. */
export const cacheFolder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "cachefork", "cluster");

const binFolder = join(cacheFolder, "bin");

export const kubernetes: Binaries = {
  name: `kubernetes-${kubernetesVersion}`,
  programs: ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet", "kubectl"],
  build: buildKubernetes,
};

export const etcd: Binaries = {
  name: `etcd-${etcdVersion}`,
  programs: ["etcd"],
  build: async (into, folder) => {
    const server = "go.etcd.io/etcd/server/v3";
    const module = { go: "1.24.0", require: { [server]: `v${etcdVersion}` } };
    await buildCommands(module, { folder, packages: [server], into });
    await rename(join(into, "server"), join(into, "etcd"));
  },
};

export const snapshotterVersion = "v8.6.0";
const snapshotterModule = "github.com/kubernetes-csi/external-snapshotter";

/** The standard controllers of snapshots. */
export const snapshotter: Binaries = {
  name: `snapshotter-${snapshotterVersion.slice(1)}`,
  programs: ["snapshot-controller", "csi-snapshotter"],
  build: async (into, folder) => {
    const main = `${snapshotterModule}/v8`;
    const replace = await replacedIn(main, snapshotterVersion, snapshotterVersion);
    const packages = snapshotter.programs.map((name) => `${main}/cmd/${name}`);
    await buildCommands({ go: "1.26.0", require: { [main]: snapshotterVersion }, replace }, { folder, packages, into });
  },
};

/** The folder of the CRDs that belong to them. */
export async function snapshotCrds(): Promise<string> {
  return join(await moduleFolder(`${snapshotterModule}/client/v8`, snapshotterVersion), "config", "crd");
}

/** A program's file. */
export function program(binaries: Binaries, name = binaries.programs[0] ?? ""): string {
  return join(binFolder, binaries.name, name);
}

/** Builds what is not there yet; minutes the first time. */
export async function ensureBinaries(all: readonly Binaries[], steps: Steps): Promise<void> {
  for (const binaries of all) {
    const folder = join(binFolder, binaries.name);
    if (hasAll(folder, binaries.programs)) continue;
    steps.note(`Building ${binaries.name}: kept in ${folder} from then on`);
    await steps.take(`${binaries.name} built`, async () => {
      const draft = join(binFolder, `.${binaries.name}.${process.pid}`);
      await mkdir(draft, { recursive: true });
      try {
        await binaries.build(draft, join(cacheFolder, "modules", binaries.name));
        await rm(folder, { recursive: true, force: true });
        await rename(draft, folder);
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
    });
  }
}

/** What a module has to say to build commands of Kubernetes, and how they learn their version. */
export async function kubernetesModule(): Promise<{ module: GoModule; main: string; ldflags: string }> {
  const main = "k8s.io/kubernetes";
  const version = `v${kubernetesVersion}`;
  const [, minor = "", patch = ""] = kubernetesVersion.split(".");
  const replace = await replacedIn(main, version, `v0.${minor}.${patch}`);
  const component = "k8s.io/component-base/version";
  return {
    module: { go: "1.24.0", require: { [main]: version }, replace },
    main,
    ldflags: [
      `-X ${component}.gitVersion=${version}`,
      `-X ${component}.gitMajor=1`,
      `-X ${component}.gitMinor=${minor}`,
    ].join(" "),
  };
}

async function buildKubernetes(into: string, folder: string): Promise<void> {
  const { module, main, ldflags } = await kubernetesModule();
  const packages = kubernetes.programs.map((name) => `${main}/cmd/${name}`);
  await buildCommands(module, { folder, packages, into, ldflags });
}
