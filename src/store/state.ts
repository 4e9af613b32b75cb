/** A state directory: makes its folders, and gives it the identity that it keeps. */
import { randomUUID } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { CacheError, isKind, messageOf } from "../cache/errors.ts";
import { createFile, ensureDirectory, listNames, syncDirectory } from "./files.ts";
import { emptyLayers, toTrash } from "./layers.ts";
import type { Layout } from "./layout.ts";
import { readRecord, recordText } from "./record.ts";
import type { Identity } from "./shapes.ts";
import { isIdentity } from "./shapes.ts";

/** The only layout there is; a later one comes with its own way up. */
const version = 1;

/** Makes what is missing, and throws away what was half-made. */
export async function prepareState(layout: Layout): Promise<void> {
  for (const directory of layout.directories) await ensureDirectory(directory);
  for (const id of emptyLayers) {
    await ensureDirectory(layout.layer(id));
    await chmod(layout.layer(id), 0o755);
  }
  for (const name of await listNames(layout.temporary)) toTrash(layout, join(layout.temporary, name));
  await syncDirectory(layout.root);
}

/**
 * The identity that the state keeps, made at its first start. Throws `precondition` for the state of a newer version,
 * and when its layers carry overlayfs' marks in the other namespace of attributes, which would make them unreadable.
 */
export async function identify(layout: Layout, userxattr: boolean): Promise<Identity> {
  const known = await readIdentity(layout);
  if (known) return checkedMarks(layout, known, userxattr);
  await refuseOrphans(layout);
  const made: Identity = { uuid: randomUUID(), version, userxattr };
  try {
    await createFile(layout.identity, recordText(made), layout.temporary);
    return made;
  } catch (error) {
    if (!isKind(error, "exists")) throw error;
    return (await readIdentity(layout)) ?? made;
  }
}

/** With a new identity, nothing would seem to pin what is there, and the first sweep would delete it all. */
async function refuseOrphans(layout: Layout): Promise<void> {
  const caches = await listNames(layout.caches);
  if (caches.length === 0) return;
  throw new CacheError(
    "precondition",
    `Cannot use state ${layout.root}: it holds caches, and ${layout.identity} is missing; restore the file, or move the directory away`,
  );
}

function checkedMarks(layout: Layout, identity: Identity, userxattr: boolean): Identity {
  if (identity.userxattr === userxattr) return identity;
  const [was, is] = identity.userxattr
    ? ["in a user namespace", "with full privileges"]
    : ["with full privileges", "in a user namespace"];
  throw new CacheError(
    "precondition",
    `Cannot use state ${layout.root}: it was made ${was}, and this plugin runs ${is}; use another directory`,
  );
}

/** The identity of a state directory; undefined when it has none yet. Throws `precondition` for a newer version's, `corrupt` for one that is damaged. */
export async function readIdentity(layout: Layout): Promise<Identity | undefined> {
  const identity = await readRecord(layout.identity, isIdentity).catch((error: unknown) =>
    refuseDamaged(layout, error),
  );
  if (identity && identity.version > version) {
    throw new CacheError(
      "precondition",
      `Cannot use state ${layout.root}: it has layout version ${identity.version}, this is for version ${version}; run the newer version`,
    );
  }
  return identity;
}

/** Who this state is decides which entries are its own: that cannot be guessed. */
function refuseDamaged(layout: Layout, error: unknown): never {
  if (!isKind(error, "corrupt")) throw error;
  throw new CacheError(
    "corrupt",
    `Cannot use state ${layout.root}: ${layout.identity} is damaged (${messageOf(error)}); restore the file, or move the directory away`,
    { cause: error.cause },
  );
}

/** The domain of a state: 8 hex digits of its UUID (docs/architecture.md). */
export function domainOf(identity: Identity): string {
  return identity.uuid.replaceAll("-", "").slice(0, 8);
}
