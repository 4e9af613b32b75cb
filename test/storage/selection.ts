/** Which of the tests are selected, before what the driver declares decides which of those apply. */

/** Regular expressions on a test's full name, as ginkgo takes them. */
export interface Selection {
  readonly focus: string;
  readonly skip: string;
}

const all = "External.Storage";

/** Tests that no driver can change the result of here; docs/conformance.md says more. */
const impossible = [
  // They stop a kubelet by ssh: test/e2e/ does that to nodes, and more.
  String.raw`\[Disruptive\]`,
  // Starts programs that fill volumes, from images that cannot be made here, and no driver has a part in that.
  "any volume data source",
];

/** Of each promise of the driver the tests that would break first, of those that take seconds (docs/conformance.md). */
const quick = [
  String.raw`CSI Ephemeral-volume.*ephemeral should`,
  String.raw`Generic Ephemeral-volume \(default fs\) \(immediate-binding\).*should create read/write`,
  String.raw`Dynamic PV \(default fs\)\] volumes should (store data|allow exec)`,
  String.raw`Dynamic PV \(default fs\)\] provisioning should provision storage with (mount options|snapshot data source|pvc data source)( \[|$)`,
  String.raw`Dynamic PV \(default fs\)\] subPath should support (existing single file|readOnly directory)`,
  String.raw`Dynamic PV \(default fs\)\] read-write-once-pod.* should block`,
  String.raw`Dynamic PV \(block volmode\)\] volumeMode should fail in binding`,
];

/** What is to run. */
export function select(options: { readonly quick: boolean; readonly focus: string | undefined }): Selection {
  const chosen = options.quick ? `(${quick.join("|")})` : "";
  // One expression matches in order; names begin with what all have in common.
  const focus = [all, chosen, options.focus === undefined ? "" : `(${options.focus})`].filter((part) => part !== "");
  return { focus: focus.join(".*"), skip: impossible.join("|") };
}
