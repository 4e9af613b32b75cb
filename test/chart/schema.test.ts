/** Holds the chart's values to their schema: each is described, and none is missing. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { root } from "../../tools/run.ts";

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

const folder = join(root, "charts", "cachefork");

/** Every value's path in the schema, with its description. */
function described(schema: Schema, path = ""): [path: string, description: string | undefined][] {
  const below = Object.entries(schema.properties ?? {});
  return below.flatMap(([name, value]) => {
    const here = path === "" ? name : `${path}.${name}`;
    return [[here, value.description], ...described(value, here)] as [string, string | undefined][];
  });
}

/** Every path of the values that the schema names as well, down to where it names no further keys. */
function given(values: Readonly<Record<string, unknown>>, schema: Schema, path = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const here = path === "" ? name : `${path}.${name}`;
    const known = schema.properties?.[name];
    const deeper = known?.properties !== undefined && typeof value === "object" && value !== null;
    return [here, ...(deeper ? given(value as Readonly<Record<string, unknown>>, known, here) : [])];
  });
}

describe("The values of the chart", () => {
  let schema: Schema;
  let values: Readonly<Record<string, unknown>>;

  before(async () => {
    schema = JSON.parse(await readFile(join(folder, "values.schema.json"), "utf8"));
    values = parse(await readFile(join(folder, "values.yaml"), "utf8"));
  });

  it("are all described in the schema, with a sentence", () => {
    const poor = described(schema).filter(([, description]) => !/^[A-Z].{8,}\.$/.test(description ?? ""));
    expect(poor).to.deep.equal([]);
  });

  it("are the same in values.yaml and in the schema", () => {
    const inSchema = described(schema).map(([path]) => path);
    const optional = (path: string): boolean => path === "global";
    expect(inSchema.filter((path) => !optional(path)).toSorted()).to.deep.equal(given(values, schema).toSorted());
  });
});
