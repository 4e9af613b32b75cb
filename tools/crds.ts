/** Makes the CustomResourceDefinitions of the chart from the schemas in src/kube/. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Definition, definitions } from "./resource-definitions.ts";
import { root } from "./run.ts";

/** A schema as far as it is looked into here. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

/** What has a default need not be given. */
function optionalWithDefault(schema: Schema): Schema {
  const { properties, required, items, ...rest } = schema;
  const asked = required?.filter((name) => properties?.[name]?.default === undefined) ?? [];
  return {
    ...rest,
    ...(asked.length > 0 ? { required: asked } : {}),
    ...(items ? { items: optionalWithDefault(items) } : {}),
    ...(properties ? { properties: mapped(properties, optionalWithDefault) } : {}),
  };
}

function mapped<From, To>(table: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}

/** The schema of whole objects of a kind. */
function wholeSchema({ description, spec, status, rules }: Definition): Schema {
  return {
    type: "object",
    description,
    ...((spec as Schema).default === undefined ? { required: ["spec"] } : {}),
    "x-kubernetes-validations": rules,
    properties: {
      apiVersion: { type: "string", description: "The version of this resource." },
      kind: { type: "string", description: "The kind of this resource." },
      metadata: { type: "object" },
      spec: optionalWithDefault(spec as Schema),
      ...(status ? { status: optionalWithDefault(status as Schema) } : {}),
    },
  };
}

function resourceDefinition(definition: Definition) {
  const { kind, singular, plural, shortName, scope, columns } = definition;
  const group = "cachefork.dev";
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular, shortNames: [shortName], categories: ["cachefork"] },
      versions: [
        {
          name: "v1alpha1",
          served: true,
          storage: true,
          ...(definition.status ? { subresources: { status: {} } } : {}),
          additionalPrinterColumns: columns,
          schema: { openAPIV3Schema: wholeSchema(definition) },
        },
      ],
    },
  };
}

/** The definitions of all our resources. */
export const crds = definitions.map(resourceDefinition);

const note = "# Generated from src/kube/schema-*.ts by `npm run generate`; do not edit.\n";
const folder = join("charts", "cachefork", "crds");

/** The chart's files by path. */
function crdFiles(): ReadonlyMap<string, string> {
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  return new Map(crds.map((crd) => [join(folder, `${crd.spec.names.plural}.yaml`), note + stringify(crd, options)]));
}

/** Writes them into the chart. */
export async function writeCrds(): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  for (const [path, text] of crdFiles()) await writeFile(join(root, path), text);
}

/** Names the files that are not what would be written now, a line each; empty when all are. */
export async function crdDrift(): Promise<string> {
  const files = crdFiles();
  const there = await readdir(join(root, folder)).catch(() => []);
  const drifted = there.map((name) => join(folder, name)).filter((path) => !files.has(path));
  for (const [path, text] of files) {
    const committed = await readFile(join(root, path), "utf8").catch(() => undefined);
    if (committed !== text) drifted.push(path);
  }
  return drifted.map((path) => `${path} is not what is generated now\n`).join("");
}
