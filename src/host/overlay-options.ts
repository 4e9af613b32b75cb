/** Which overlay options to use, and what the kernel is told for one mount: rules only. */
import { CacheError } from "../cache/errors.ts";
import type { OverlayMount } from "../cache/ports.ts";

/** What the trial mounts found out about this kernel and state directory. */
export interface OverlayOptions {
  /** For the data of mount(2), without the directories. */
  readonly options: string;
  /** Whether overlay marks are `user.overlay.*`, because `trusted.*` is not permitted (user namespaces). */
  readonly userxattr: boolean;
  /** Options that the kernel does not take, and that can be done without. */
  readonly leftOut: readonly string[];
}

/** What every mount should have, each with whether layers stay right without it. */
export const wishedOptions: Readonly<Record<string, "can be left out" | "required">> = {
  "index=off": "can be left out",
  "redirect_dir=nofollow": "required",
  "metacopy=off": "can be left out",
  "nfs_export=off": "can be left out",
  "xino=off": "can be left out",
  volatile: "can be left out",
  "uuid=null": "can be left out",
};

/**
 * The options to use. Throws `precondition` when the kernel refuses one that is required: with `redirect_always_follow`
 * a layer could lead out of itself.
 */
export function chooseOptions(found: {
  readonly accepted: ReadonlySet<string>;
  readonly userxattr: boolean;
  /** The value of SELinux' `context=`, or empty. */
  readonly context: string;
}): OverlayOptions {
  const wished = Object.keys(wishedOptions);
  const leftOut = wished.filter((option) => !found.accepted.has(option));
  const missing = leftOut.find((option) => wishedOptions[option] === "required");
  if (missing !== undefined) {
    throw new CacheError(
      "precondition",
      `Cannot use this kernel: its overlayfs does not take ${missing}; run Linux 5.11 or newer`,
    );
  }
  const kept = wished.filter((option) => found.accepted.has(option));
  const options = [...kept, ...(found.userxattr ? ["userxattr"] : []), ...contextOption(found.context)];
  return { options: options.join(","), userxattr: found.userxattr, leftOut };
}

/** SELinux' option, quoted because a context holds commas. Throws `invalid` for what the quotes cannot hold. */
function contextOption(context: string): string[] {
  if (context === "") return [];
  if (/["\\\s]/.test(context)) {
    throw new CacheError(
      "invalid",
      `Cannot use SELinux context ${JSON.stringify(context)}: it holds a blank, quote or backslash`,
    );
  }
  return [`context="${context}"`];
}

/** mount(2) takes one page of data, with a NUL at its end; the new mount API would cut values at 255 bytes. */
const longest = 4095;

/**
 * The data of mount(2). Throws `out-of-range` when the layers do not fit, and `invalid` for a directory whose name could be
 * read as something else, or leads out of the state.
 */
export function mountData(overlay: OverlayMount, options: string): string {
  const { lowerdir, upperdir, workdir } = overlay;
  const directories = [...lowerdir, upperdir, workdir].filter((directory) => directory !== undefined);
  const odd = directories.find((directory) => !isPlain(directory));
  if (odd !== undefined) {
    throw new CacheError(
      "invalid",
      `Cannot mount layer directory ${JSON.stringify(odd)}: it must be a plain path below the state`,
    );
  }
  const data = [
    `lowerdir=${lowerdir.join(":")}`,
    ...(upperdir === undefined || workdir === undefined ? [] : [`upperdir=${upperdir}`, `workdir=${workdir}`]),
    options,
  ].join(",");
  if (Buffer.byteLength(data) > longest) {
    throw new CacheError(
      "out-of-range",
      `Cannot mount ${lowerdir.length} layers: their names need ${Buffer.byteLength(data)} bytes of mount options, at most ${longest} are taken`,
    );
  }
  return data;
}

/** No separators of the option string, no escapes, and every part is a name. */
function isPlain(directory: string): boolean {
  return directory.split("/").every((part) => /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(part));
}
