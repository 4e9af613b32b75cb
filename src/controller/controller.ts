/** Claims: handles on caches, made and deleted for PersistentVolumeClaims. */
import { parseAttributes } from "../cache/attributes.ts";
import type { Claim, Claims } from "../cache/claim.ts";
import { CacheError, throwIfAborted } from "../cache/errors.ts";
import { cacheKey } from "../cache/key.ts";
import type { Disk, Ledger } from "../cache/ports.ts";
import { formatBytes } from "../cache/quantity.ts";
import { defaultCacheName } from "./cache-name.ts";

/** What a claim is made from. */
export interface NewClaim {
  /** The idempotency key. */
  readonly name: string;
  /** Bytes; 0 for none. */
  readonly required: number;
  readonly limit: number;
  /** The StorageClass's parameters: volume attributes, and what the provisioner adds (`--extra-create-metadata`). */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface ControllerOptions {
  readonly claims: Claims;
  readonly ledger: Pick<Ledger, "ensure">;
  readonly disk: Disk;
}

/** A part of all claims. */
export interface Page {
  readonly claims: readonly Claim[];
  /** Ask with it for the rest; empty when there is none. */
  readonly next: string;
}

/** More in one answer could pass the client's message limit. */
const maxPage = 1000;
const tokenPrefix = "after/";
const provisioner = { name: "csi.storage.k8s.io/pvc/name", namespace: "csi.storage.k8s.io/pvc/namespace" } as const;

export class Controller {
  readonly #claims: Claims;
  readonly #ledger: Pick<Ledger, "ensure">;
  readonly #disk: Disk;

  constructor({ claims, ledger, disk }: ControllerOptions) {
    this.#claims = claims;
    this.#ledger = ledger;
    this.#disk = disk;
  }

  /** The claim of this name. Throws `exists` when it was made otherwise, `out-of-range` for a capacity that cannot be, `invalid` for wrong parameters. */
  async create(claim: NewClaim, signal: AbortSignal): Promise<Claim> {
    const attributes = attributesOf(claim);
    const { cache: name } = parseAttributes(new Map(Object.entries(attributes)));
    const cache = cacheKey(claim.parameters.get(provisioner.namespace) ?? "default", name);
    checkCapacity(claim, (await this.#disk.usage()).size);
    throwIfAborted(signal);
    // So that the cache is there for `cachefork list` before its first pod is; a publish would make it, too.
    await this.#ledger.ensure(cache);
    return this.#claims.create({ name: claim.name, cache, capacity: claim.required, attributes });
  }

  /** Unknown is fine. The cache and its generations stay. */
  async delete(id: string): Promise<void> {
    await this.#claims.delete(id);
  }

  /** Throws `not-found`. */
  async get(id: string): Promise<Claim> {
    const claim = await this.#claims.get(id);
    if (claim === undefined) throw new CacheError("not-found", `There is no claim ${JSON.stringify(id)}`);
    return claim;
  }

  /** At most `max` claims (0: as many as fit) from where the token points. Throws `conflict` for a token that is not ours: start again. */
  async list(max: number, token: string): Promise<Page> {
    if (max < 0) throw new CacheError("invalid", `Cannot list ${max} volumes: max_entries must not be negative`);
    if (token !== "" && !token.startsWith(tokenPrefix)) {
      throw new CacheError(
        "conflict",
        `Cannot list from starting_token ${JSON.stringify(token)}: list without a token`,
      );
    }
    // The last id of the page before: it works, too, when that claim was deleted meanwhile.
    const after = token.slice(tokenPrefix.length);
    const rest = (await this.#claims.list()).filter(({ id }) => id > after);
    const claims = rest.slice(0, Math.min(max === 0 ? maxPage : max, maxPage));
    const last = claims.at(-1);
    return { claims, next: last !== undefined && claims.length < rest.length ? `${tokenPrefix}${last.id}` : "" };
  }

  /** Bytes that are free, and the largest claim that can be made. */
  async capacity(): Promise<{ readonly available: number; readonly largest: number }> {
    const { free, size } = await this.#disk.usage();
    return { available: free, largest: size };
  }
}

/** The user's attributes with the cache in them; what the provisioner adds is left out. */
function attributesOf({ name, parameters }: NewClaim): Readonly<Record<string, string>> {
  // Every key of the user is kept, wrong ones too: parseAttributes is what refuses them.
  const own = [...parameters].filter(([key]) => !key.startsWith("csi.storage.k8s.io/"));
  const cache = parameters.get("cache") ?? defaultCacheName(parameters.get(provisioner.name), name);
  return Object.fromEntries([...own, ["cache", cache]].toSorted(byKey));
}

/** One order, so that equal attributes are equal records. */
function byKey([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}

function checkCapacity({ required, limit }: NewClaim, diskSize: number): void {
  if (required < 0) throw outOfRange(`required_bytes is ${required}`);
  if (limit < 0) throw outOfRange(`limit_bytes is ${limit}`);
  if (limit > 0 && limit < required)
    throw outOfRange(`limit_bytes (${limit}) is less than required_bytes (${required})`);
  if (required > diskSize) {
    throw outOfRange(`${formatBytes(required)} are required and the disk has ${formatBytes(diskSize)}`);
  }
}

function outOfRange(why: string): CacheError {
  return new CacheError("out-of-range", `Cannot make a volume of this capacity: ${why}`);
}
