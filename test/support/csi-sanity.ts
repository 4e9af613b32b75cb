/** The conformance suite of CSI, csi-sanity (kubernetes-csi/csi-test): gets it, runs it, reads its report. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const version = "v5.4.0";

/** What the plugin does not offer, in the words in which the suite says that it skips specs for that; and how many those are. */
export const notOffered: Readonly<Record<string, number>> = {
  // Every pod writes a fork of its own on the node it is on: there is nothing to attach or to stage.
  "ControllerPublishVolume not supported": 7,
  "Controller Publish, UnpublishVolume not supported": 2,
  "ControllerUnpublishVolume not supported": 1,
  "NodeStageVolume not supported": 3,
  "NodeUnstageVolume not supported": 2,
  // A claim's capacity is informative.
  "ControllerExpandVolume not supported": 3,
  "NodeExpandVolume not supported": 4,
  "ControllerModifyVolume not supported": 6,
  "Modify volume not supported": 1,
  "Modify Volume not supported": 1,
  "GroupControllerService not supported": 6,
};

/** The parts of ginkgo's JSON report that are read. */
interface SpecReport {
  readonly State: string;
  readonly LeafNodeType: string;
  readonly LeafNodeText: string;
  readonly ContainerHierarchyTexts: readonly string[] | null;
  readonly Failure?: { readonly Message: string };
}

/** How one run ended. */
export interface SanityRun {
  readonly exitCode: number | null;
  readonly passed: number;
  /** With what each says went wrong. */
  readonly failed: readonly string[];
  /** Specs that the suite itself leaves out. */
  readonly pending: number;
  /** How many were skipped, by the reason that the suite gives. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** The program: where CSI_SANITY says, else in the user's cache folder, where it is built if need be. Throws when it cannot be had. */
export function csiSanity(): string {
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "cachefork", "bin");
  const program = process.env["CSI_SANITY"] ?? join(folder, "csi-sanity");
  if (existsSync(program)) return program;
  const path = `${process.env["PATH"] ?? ""}:/usr/local/go/bin`;
  execFileSync("go", ["install", `github.com/kubernetes-csi/csi-test/v5/cmd/csi-sanity@${version}`], {
    env: { ...process.env, PATH: path, GOBIN: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, "csi-sanity");
}

/** What a run is told. All paths are as the suite sees them. */
export interface SanityOptions {
  readonly program: string;
  readonly socket: string;
  /** Where Controller is served, unless on the same socket. */
  readonly controllerSocket?: string;
  /** It makes its targets below. */
  readonly folder: string;
  /** Where we see that folder; the same place unless given. */
  readonly folderHere?: string;
  /** The words that run a program where the suite is to run; none for here. */
  readonly enter?: readonly string[];
  /** Parameters of each claim. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Runs all of it. */
export async function runCsiSanity(options: SanityOptions): Promise<SanityRun> {
  const { program, folder, folderHere = folder, enter = [] } = options;
  const report = join(folderHere, "report.json");
  rmSync(report, { force: true });
  // JSON is YAML, too.
  writeFileSync(join(folderHere, "parameters.yaml"), JSON.stringify(options.parameters ?? {}));
  const [first = "", ...words] = [...enter, program, ...flags(options)];
  const child = spawn(first, words, { cwd: folderHere, stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (!existsSync(report)) throw new Error(`csi-sanity wrote no report: ${output}`);
  const suites = JSON.parse(readFileSync(report, "utf8")) as readonly { readonly SpecReports: readonly SpecReport[] }[];
  const specs = suites.flatMap(({ SpecReports }) => SpecReports).filter(({ LeafNodeType }) => LeafNodeType === "It");
  return { exitCode: child.exitCode, ...summed(specs) };
}

function flags({ socket, controllerSocket, folder }: SanityOptions): string[] {
  return [
    `-csi.endpoint=unix://${socket}`,
    ...(controllerSocket === undefined ? [] : [`-csi.controllerendpoint=unix://${controllerSocket}`]),
    `-csi.mountdir=${join(folder, "mount")}`,
    `-csi.stagingdir=${join(folder, "staging")}`,
    `-csi.testvolumeparameters=${join(folder, "parameters.yaml")}`,
    "-csi.testvolumesize=10485760",
    "-csi.testvolumeexpandsize=20971520",
    "-ginkgo.no-color",
    `-ginkgo.json-report=${join(folder, "report.json")}`,
  ];
}

function summed(specs: readonly SpecReport[]): Omit<SanityRun, "exitCode"> {
  const skipped: Record<string, number> = {};
  for (const { State, Failure } of specs) {
    if (State === "skipped") skipped[Failure?.Message ?? ""] = (skipped[Failure?.Message ?? ""] ?? 0) + 1;
  }
  const others = specs.filter(({ State }) => !["passed", "pending", "skipped"].includes(State));
  return {
    passed: specs.filter(({ State }) => State === "passed").length,
    failed: others.map((spec) =>
      [...(spec.ContainerHierarchyTexts ?? []), spec.LeafNodeText, spec.Failure?.Message].join(" · "),
    ),
    pending: specs.filter(({ State }) => State === "pending").length,
    skipped,
  };
}
