/** Spans of time as people write them: `90m`, `12h`, `30d`. */
import { CacheError } from "./errors.ts";

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds; throws `invalid`. */
export function parseDuration(text: string): number {
  const [, digits = "", unit = ""] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? [];
  const factor = units[unit];
  if (factor !== undefined) return Number(digits) * factor;
  throw new CacheError("invalid", `Cannot read duration ${JSON.stringify(text)}: write it like 90m, 12h or 30d`);
}
