/** What the chart renders for a values file, as text and as objects. */
import { parseAllDocuments } from "yaml";
import { template } from "../../tools/render.ts";

/** An object of Kubernetes, as far as tests look into it. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** The text; throws with what helm says when it refuses. */
export async function renderText(...args: readonly string[]): Promise<string> {
  const { code, output } = await template(...args);
  if (code !== 0) throw new Error(output);
  return output;
}

/** The objects. */
export async function render(...args: readonly string[]): Promise<readonly Rendered[]> {
  const documents = parseAllDocuments(await renderText(...args));
  return documents.map((document) => document.toJS() as Rendered | null).filter((object) => object !== null);
}

/** The one of this kind whose name ends so. */
export function only(objects: readonly Rendered[], kind: string, suffix = ""): Rendered {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name.endsWith(suffix));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${kind} ${suffix}`);
  return found[0];
}

/** The value at a path of keys and indices, undefined where it leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return here;
}
