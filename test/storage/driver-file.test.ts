/** What Cachefork declares to Kubernetes' tests: they ignore words that they do not know. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { undeclared } from "./undeclared.ts";

const read = (...path: readonly string[]): string => readFileSync(join(import.meta.dirname, "..", ...path), "utf8");

/** The suite's Capability constants, of test/e2e/storage/framework/testdriver.go of 1.34. */
const capabilities = [
  "persistence",
  "block",
  "fsGroup",
  "volumeMountGroup",
  "exec",
  "snapshotDataSource",
  "groupSnapshot",
  "pvcDataSource",
  "multipods",
  "RWX",
  "controllerExpansion",
  "nodeExpansion",
  "offlineExpansion",
  "onlineExpansion",
  "volumeLimits",
  "singleNodeVolume",
  "topology",
  "capacity",
  "FSResizeFromSourceNotSupported",
  "readWriteOncePod",
  "multiplePVsSameID",
  "capReadOnlyMany",
];

/** The other words, by the types of external.go and testdriver.go. */
const words = [
  "StorageClass",
  "FromExistingClassName",
  "SnapshotClass",
  "FromName",
  "InlineVolumes",
  "Attributes",
  "cache",
  "Shared",
  "ReadOnly",
  "ClientNodeName",
  "DriverInfo",
  "Name",
  "SupportedSizeRange",
  "Min",
  "MaxFileSize",
  "SupportedFsType",
  "SupportedMountOption",
  "nosuid",
  "nodev",
  "Capabilities",
  "StressTestOptions",
  "VolumeSnapshotStressTestOptions",
  "NumPods",
  "NumRestarts",
  "NumSnapshots",
];

describe("What Cachefork declares to Kubernetes' tests", () => {
  it("has only words that they know", () => {
    const used = [...read("e2e", "storage-driver.yaml").matchAll(/^[ -]*(\w+):/gm)].map(([, word]) => word);
    expect(used).to.include.members(["persistence", "InlineVolumes"]);
    expect(used.filter((word) => ![...capabilities, ...words].includes(word ?? ""))).to.deep.equal([]);
  });

  it("is explained where it lacks something", () => {
    const page = read("..", "docs", "conformance.md");
    expect(undeclared.filter(({ what }) => !page.toLowerCase().includes(`| ${what.toLowerCase()} `))).to.deep.equal([]);
  });
});
