/** The conformance suite of CSI, csi-sanity (kubernetes-csi/csi-test): gets it, runs it, reads its report. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const version = "v5.4.0";

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

/** Runs all of it against a socket; it makes its targets below `folder`. */
export async function runCsiSanity(program: string, socket: string, folder: string): Promise<SanityRun> {
  const report = join(folder, "report.json");
  const parameters = [
    `-csi.endpoint=unix://${socket}`,
    `-csi.mountdir=${join(folder, "mount")}`,
    `-csi.stagingdir=${join(folder, "staging")}`,
    "-csi.testvolumesize=10485760",
    "-csi.testvolumeexpandsize=20971520",
    "-ginkgo.no-color",
    `-ginkgo.json-report=${report}`,
  ];
  const child = spawn(program, parameters, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (!existsSync(report)) throw new Error(`csi-sanity wrote no report: ${output}`);
  const suites = JSON.parse(readFileSync(report, "utf8")) as readonly { readonly SpecReports: readonly SpecReport[] }[];
  const specs = suites.flatMap(({ SpecReports }) => SpecReports).filter(({ LeafNodeType }) => LeafNodeType === "It");
  return { exitCode: child.exitCode, ...summed(specs) };
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
