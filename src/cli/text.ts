/** Makes text from outside safe for a terminal, and times and amounts readable. */

/**
 * What must not reach a terminal as it is: control characters (Cc: escape sequences begin with one), characters that reorder
 * or hide text (Cf: U+202E and its like, CVE-2021-42574), line and paragraph separators, lone surrogates, and what no
 * standard gives a meaning.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with unsafe characters as `\n`, `\x1b` or `\u{202e}`. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return short[character] ?? (code < 0x100 ? hex(code) : `\\u{${code.toString(16)}}`);
  });
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** One well-formed UTF-8 sequence (RFC 3629 §4), or a byte that belongs to none. */
const sequence =
  /((?:[^\x80-\xff]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)|[\x80-\xff]/g;

/** A file name's bytes for a terminal: as `printable`, with `\xff` for what is not UTF-8 and `\\` for a backslash, so that it is unambiguous. */
export function printablePath(path: Uint8Array): string {
  return Buffer.from(path)
    .toString("latin1")
    .replace(sequence, (bytes, text: string | undefined) =>
      text === undefined
        ? hex(bytes.charCodeAt(0))
        : printable(Buffer.from(text, "latin1").toString("utf8").replaceAll("\\", "\\\\")),
    );
}

/** How long ago, as kubectl says it (k8s.io/apimachinery duration.HumanDuration): two units at most. */
export function age(time: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(time)) / 1000);
  if (Number.isNaN(seconds)) return "unknown";
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return units(minutes, "m", seconds % 60, "s");
  if (minutes < 180) return `${minutes}m`;
  return longAge(Math.floor(minutes / 60), minutes % 60);
}

function longAge(hours: number, minutes: number): string {
  const days = Math.floor(hours / 24);
  if (hours < 8) return units(hours, "h", minutes, "m");
  if (hours < 48) return `${hours}h`;
  if (days < 8) return units(days, "d", hours % 24, "h");
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? units(years, "y", days % 365, "d") : `${years}y`;
}

function units(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit}${small}${smallUnit}`;
}

/** `1 volume`, `2 volumes`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
