/** Claims on disk: the handles that CreateVolume makes, one JSON file each. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Unreadable } from "../cache/aside.ts";
import type { Claim, Claims } from "../cache/claim.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import { createFile, listNames, removeFile } from "./files.ts";
import type { Layout } from "./layout.ts";
import { readRecord, recordText } from "./record.ts";
import { isClaim } from "./shapes.ts";
import { unreadableAsAbsent, unreadableAt } from "./unreadable.ts";

/** The Claims port over files `claims/<id>.json`; the id is derived from the name, so that the name's file is the lock on it. */
export class DiskClaims implements Claims {
  readonly #layout: Layout;
  readonly #clock: Clock;

  constructor(layout: Layout, clock: Clock) {
    this.#layout = layout;
    this.#clock = clock;
  }

  async create(claim: Omit<Claim, "id" | "createdAt">): Promise<Claim> {
    const id = `claim-${createHash("sha256").update(claim.name).digest("hex").slice(0, 32)}`;
    const made: Claim = { ...claim, id, createdAt: this.#clock.now().toISOString() };
    try {
      await createFile(this.#path(id), recordText(made), this.#layout.temporary);
      return made;
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
    }
    const known = await this.get(id);
    if (!known)
      throw new CacheError("conflict", `Cannot create claim ${JSON.stringify(claim.name)}: it is being deleted`);
    if (canonical(known) !== canonical(claim)) {
      throw new CacheError(
        "exists",
        `Cannot create claim ${JSON.stringify(claim.name)}: it exists with other arguments`,
      );
    }
    return known;
  }

  async get(id: string): Promise<Claim | undefined> {
    return /^claim-[0-9a-f]{32}$/.test(id) ? readRecord(this.#path(id), isClaim) : undefined;
  }

  async list(): Promise<readonly Claim[]> {
    const found: Claim[] = [];
    for (const name of (await listNames(this.#layout.claims)).toSorted()) {
      const claim = await this.get(name.replace(/\.json$/, "")).catch(unreadableAsAbsent);
      if (claim) found.push(claim);
    }
    return found;
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return unreadableClaims(this.#layout);
  }

  async delete(id: string): Promise<void> {
    if (/^claim-[0-9a-f]{32}$/.test(id)) await removeFile(this.#path(id));
  }

  #path(id: string): string {
    return join(this.#layout.claims, `${id}.json`);
  }
}

/** The claims that cannot be read: they pin nothing. */
export async function unreadableClaims(layout: Layout): Promise<readonly Unreadable[]> {
  const found: Unreadable[] = [];
  for (const name of await listNames(layout.claims)) {
    const path = join(layout.claims, name);
    await readRecord(path, isClaim).catch(async (error: unknown) => {
      found.push(await unreadableAt(layout, path, error, "nothing"));
    });
  }
  return found;
}

function canonical(claim: Omit<Claim, "id" | "createdAt">): string {
  const attributes = Object.entries(claim.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([claim.name, formatKey(claim.cache), claim.capacity, attributes]);
}
