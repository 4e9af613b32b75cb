/** Kubeconform, with the schemas of a cluster instead of those on the internet. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./binaries.ts";
import { attempt, type Ended, must } from "./command.ts";

const module = "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0";

/** The answer to GET /openapi/v2, as far as it matters here. */
export interface OpenApi {
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: object;
  readonly "x-kubernetes-group-version-kind"?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** One schema for each kind, whole in itself, that knows no other fields than those of the API server. */
export function schemasOf({ definitions }: OpenApi): ReadonlyMap<string, object> {
  const strict = Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [name, withoutOthers(definition)]),
  );
  const named = Object.entries(definitions).flatMap(([name, { "x-kubernetes-group-version-kind": kinds = [] }]) =>
    kinds.map(({ group, version, kind }) => [fileOf(group, version, kind), name] as const),
  );
  return new Map(named.map(([file, name]) => [file, { $ref: `#/definitions/${name}`, definitions: strict }]));
}

/** As kubeconform fills in the location: of the core group it knows the version only. */
export function fileOf(group: string, version: string, kind: string): string {
  return `${group || version}_${version}_${kind.toLowerCase()}.json`;
}

function withoutOthers(definition: Definition): object {
  // IntOrString: OpenAPI 2 has no word for either.
  if (definition.format === "int-or-string") return { type: ["integer", "string"] };
  if (definition.properties === undefined || "additionalProperties" in definition) return definition;
  return "x-kubernetes-preserve-unknown-fields" in definition
    ? definition
    : { ...definition, additionalProperties: false };
}

/** Writes the schemas of these kinds, named as in `schemasOf`. */
export async function writeSchemas(openApi: OpenApi, folder: string, wanted: ReadonlySet<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, schema] of schemasOf(openApi))
    if (wanted.has(file)) await writeFile(join(folder, file), JSON.stringify(schema));
}

/** Checks the objects in a file against the schemas in a folder. A kind without a schema is an error unless it is skipped. */
export async function kubeconform(file: string, schemas: string, skipped: readonly string[]): Promise<Ended> {
  const program = join(cacheFolder, "..", "bin", "kubeconform");
  if (!existsSync(program))
    await must(["go", "install", module], { env: { GOBIN: join(cacheFolder, "..", "bin"), CGO_ENABLED: "0" } });
  const location = join(schemas, "{{ .Group }}_{{ .ResourceAPIVersion }}_{{ .ResourceKind }}.json");
  return attempt([program, "-strict", `-skip=${skipped.join()}`, `-schema-location=${location}`, "-summary", file]);
}
