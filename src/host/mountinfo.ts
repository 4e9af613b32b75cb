/** Reads the kernel's mount table, whose paths are bytes of any encoding. */
import { statSync } from "node:fs";

/** One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)). Bytes that are not UTF-8 become U+FFFD. */
export interface MountEntry {
  /** `major:minor` of the mounted file system. */
  readonly device: string;
  /** Where it is mounted, seen from the process's root. */
  readonly target: string;
  readonly type: string;
  readonly source: string;
  readonly readOnly: boolean;
  /** The file system's own options. */
  readonly options: string;
}

/** All mounts, in the order they were made. Lines that do not have the kernel's form are passed over. */
export function parseMountInfo(bytes: Uint8Array): MountEntry[] {
  // One character per byte: no byte of the file is lost before its fields are taken apart.
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  return lines.flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): MountEntry | undefined {
  // The optional fields end with a lone hyphen; a blank inside a field is escaped.
  const [head, tail] = line.split(" - ", 2);
  const [, , device, , target, options] = (head ?? "").split(" ");
  const [type, source, superOptions] = (tail ?? "").split(" ");
  if (!device || !target || !options || !type) return undefined;
  const own = unescaped(superOptions ?? "");
  return {
    device,
    target: unescaped(target),
    type,
    source: unescaped(source ?? ""),
    readOnly: [options, own].some((list) => list.split(",").includes("ro")),
    options: own,
  };
}

/** ASCII without a backslash. */
const plain = /^[ -[\]-~]*$/;

/** Undoes the octal escapes (blank, tab, newline, backslash; `#` in newer kernels) and reads the bytes as UTF-8. */
function unescaped(field: string): string {
  // Most need nothing, and this is done for all mounts of a node.
  if (plain.test(field)) return field;
  const bytes = field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return Buffer.from(bytes, "latin1").toString();
}

/** Marks the mounts of volumes in the source field: `cachefork/<state>/<incarnation>`; see `sourceOf`. */
const sourcePrefix = "cachefork/";

/**
 * The source field of the mounts of one state directory, up to the incarnation. The state is named by its device and
 * inode, so that plugins which share a machine keep their hands off each other's mounts.
 */
export function sourceOf(state: string): string {
  const { dev, ino } = statSync(state, { bigint: true });
  return `${sourcePrefix}${dev}-${ino}/`;
}

/** Whether it is the mount of a volume, of any state: an overlay whose source has our prefix. */
export function isOurs(entry: MountEntry): boolean {
  return entry.type === "overlay" && entry.source.startsWith(sourcePrefix);
}
