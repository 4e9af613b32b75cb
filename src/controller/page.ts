/** Lists in pages: from a token to the entries that come next. */
import { CacheError } from "../cache/errors.ts";

/** A part of a list. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Ask with it for the rest; empty when there is none. */
  readonly next: string;
}

/** More in one answer could pass the client's message limit. */
const maxPage = 1000;
const tokenPrefix = "after/";

/**
 * At most `max` entries (0: as many as fit) from where the token points; they are ordered by id. Throws `conflict` for a token that is not ours:
 * start again.
 */
export function pageOf<Entry extends { readonly id: string }>(
  all: readonly Entry[],
  max: number,
  token: string,
): Page<Entry> {
  if (max < 0) throw new CacheError("invalid", `Cannot list ${max} entries: max_entries must not be negative`);
  if (token !== "" && !token.startsWith(tokenPrefix)) {
    throw new CacheError("conflict", `Cannot list from starting_token ${JSON.stringify(token)}: list without a token`);
  }
  // The last id of the page before: it works, too, when that entry was deleted meanwhile.
  const after = token.slice(tokenPrefix.length);
  const rest = all.filter(({ id }) => id > after);
  const entries = rest.slice(0, Math.min(max === 0 ? maxPage : max, maxPage));
  const last = entries.at(-1);
  return { entries, next: last !== undefined && entries.length < rest.length ? `${tokenPrefix}${last.id}` : "" };
}
