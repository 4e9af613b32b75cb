/** What the fake API server does with patches and selectors. */

type Part = Record<string, unknown>;

export function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 7386. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isPart(patch)) return patch;
  const result: Part = isPart(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

/** What an owner applied before and applies no more goes; what it applies now stands. Lists are taken whole. */
export function applied(target: unknown, before: unknown, now: unknown): unknown {
  const gone = isPart(before) ? removals(before, isPart(now) ? now : {}) : {};
  return merged(merged(target, gone), now);
}

/** A merge patch that removes what the first has and the second has not. */
function removals(before: Part, now: Part): Part {
  const patch: Part = {};
  for (const [name, value] of Object.entries(before)) {
    const kept = now[name];
    if (kept === undefined) patch[name] = null;
    else if (isPart(value) && isPart(kept)) patch[name] = removals(value, kept);
  }
  return patch;
}

/** Whether labels are those of a selector, like `a=b,c!=d,e,!f,g in (h,i)`. */
export function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const terms = selector.split(/,(?![^(]*\))/).filter((term) => term !== "");
  return terms.every((term) => {
    const among = /^(\S+) in \((.*)\)$/.exec(term);
    if (among) return (among[2] ?? "").split(",").includes(labels[among[1] ?? ""] ?? "");
    const [, key = "", operator, value] = /^(!?[^=!]+)(!=|==?)?(.*)$/.exec(term) ?? [];
    if (operator === undefined) return key.startsWith("!") ? !(key.slice(1) in labels) : key in labels;
    return (labels[key] === value) === (operator !== "!=");
  });
}
