/** Amounts of bytes as Kubernetes writes them (`1Gi`, `500M`), and shares of a disk (`10%`). */
import { CacheError } from "./errors.ts";

const factors: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Bytes from a Kubernetes quantity (k8s.io/apimachinery resource.Quantity, without exponents); throws `invalid`. */
export function parseBytes(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kMGTP]|[KMGTP]i)?$/.exec(text);
  const factor = match ? factors[match[2] ?? ""] : undefined;
  const bytes = match && factor !== undefined ? Math.round(Number(match[1]) * factor) : Number.NaN;
  if (!Number.isSafeInteger(bytes)) {
    throw new CacheError(
      "invalid",
      `Cannot read quantity ${JSON.stringify(text)}: write it like 500Mi, 2Gi or 1000000`,
    );
  }
  return bytes;
}

/** A part of a disk: a share of its size, or a fixed number of bytes. */
export type DiskAmount = { readonly share: number } | { readonly bytes: number };

/** `10%` or a quantity; throws `invalid`. */
export function parseDiskAmount(text: string): DiskAmount {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (!match) return { bytes: parseBytes(text) };
  const percent = Number(match[1]);
  if (percent > 100)
    throw new CacheError("invalid", `Cannot use ${JSON.stringify(text)}: a share of the disk is at most 100%`);
  return { share: percent / 100 };
}

/** How many bytes a disk amount is on a disk of this size. */
export function bytesOf(amount: DiskAmount, diskSize: number): number {
  return "share" in amount ? Math.floor(diskSize * amount.share) : amount.bytes;
}

/** Bytes for people: at most one decimal, binary units. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`;
}

/** The same as a Kubernetes quantity: `1.5Gi`. */
export function quantityOf(bytes: number): string {
  return formatBytes(bytes).replace(/ (.i)?B$/, "$1");
}

/** The same bytes to the last one, as a Kubernetes quantity that is as short as it can be: `20Gi`. */
export function exactQuantity(bytes: number): string {
  const units = ["Pi", "Ti", "Gi", "Mi", "Ki"];
  const unit = bytes === 0 ? undefined : units.find((one) => bytes % (factors[one] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (factors[unit] ?? 1)}${unit}`;
}
