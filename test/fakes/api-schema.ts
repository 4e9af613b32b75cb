/** What the fake API server makes of a resource's schema: defaults, pruning, and the faults that it refuses. */
import type { Schema } from "../../tools/crds.ts";

type Part = Readonly<Record<string, unknown>>;

/** The value with the schema's defaults filled in, and without the fields that the schema does not have. */
export function shaped(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) return schema.items ? value.map((item) => shaped(schema.items ?? {}, item)) : value;
  const { properties } = schema;
  if (!properties || typeof value !== "object" || value === null) return value;
  const given = value as Part;
  const fields = Object.entries(properties).flatMap(([name, field]): [string, unknown][] => {
    const present = given[name] ?? field.default;
    if (present === undefined) return [];
    // Of metadata the schema says nothing.
    return [[name, name === "metadata" ? present : shaped(field, present)]];
  });
  return Object.fromEntries(fields);
}

/** What is wrong with a value, a line each. */
export function faults(schema: Schema, value: unknown, path = ""): string[] {
  const wrong = faultOf(schema, value);
  if (wrong !== undefined) return [`${path}: ${wrong}`];
  if (Array.isArray(value)) return value.flatMap((item, at) => faults(schema.items ?? {}, item, `${path}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  const given = value as Part;
  const missing = (schema.required ?? []).filter((name) => given[name] === undefined);
  return [
    ...missing.map((name) => `${path}.${name}: Required value`),
    ...Object.entries(schema.properties ?? {})
      .filter(([name]) => given[name] !== undefined)
      .flatMap(([name, field]) => faults(field, given[name], path === "" ? name : `${path}.${name}`)),
  ];
}

function faultOf(schema: Schema, value: unknown): string | undefined {
  const { type, enum: words } = schema;
  if (!isOf(type, value)) return `Invalid value: must be of type ${String(type)}`;
  if (Array.isArray(words) && !words.includes(value)) return `Unsupported value: ${JSON.stringify(value)}`;
  if (typeof value === "number") return faultOfNumber(schema, value);
  if (typeof value === "string") return faultOfText(schema, value);
  return Array.isArray(value) && value.length > Number(schema["maxItems"] ?? Infinity) ? "Too many" : undefined;
}

function faultOfNumber({ minimum, maximum }: Schema, value: number): string | undefined {
  const isWithin = value >= Number(minimum ?? -Infinity) && value <= Number(maximum ?? Infinity);
  return isWithin ? undefined : `Invalid value: ${value}`;
}

function faultOfText({ pattern, maxLength }: Schema, value: string): string | undefined {
  if (typeof pattern === "string" && !new RegExp(pattern).test(value))
    return `Invalid value: should match '${pattern}'`;
  return value.length > Number(maxLength ?? Infinity) ? "Too long" : undefined;
}

function isOf(type: string | undefined, value: unknown): boolean {
  if (type === undefined) return true;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  return typeof value === type;
}

/** Faults of a change, by the rule `self == oldSelf`: other rules are the real server's. */
export function changeFaults(schema: Schema, before: unknown, after: unknown, path = ""): string[] {
  const rules = (schema["x-kubernetes-validations"] ?? []) as readonly { rule: string; message: string }[];
  const fixed = rules.find(({ rule }) => rule === "self == oldSelf");
  if (fixed && JSON.stringify(before) !== JSON.stringify(after)) return [`${path}: Invalid value: ${fixed.message}`];
  const [old, now] = [before, after] as (Part | undefined)[];
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => old?.[name] !== undefined && now?.[name] !== undefined)
    .flatMap(([name, field]) => changeFaults(field, old?.[name], now?.[name], `${path}.${name}`));
}
