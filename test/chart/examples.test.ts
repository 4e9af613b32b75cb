/** Holds the examples to what the plugin and the chart take: attributes, the driver's name, the classes. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";
import { parseAttributes } from "../../src/cache/attributes.ts";
import { root } from "../../tools/run.ts";

const folder = join(root, "examples");

/** All values of a field, however deep. */
function valuesOf(value: unknown, field: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => (key === field ? [below] : valuesOf(below as unknown, field)));
}

interface InlineVolume {
  readonly driver: string;
  readonly volumeAttributes: Readonly<Record<string, string>>;
}

describe("The examples", () => {
  let values: {
    readonly driverName: string;
    readonly storageClass: { readonly name: string };
    readonly volumeSnapshotClass: { readonly name: string };
  };
  let documents: ReadonlyMap<string, readonly unknown[]>;

  before(async () => {
    values = parse(await readFile(join(root, "charts", "cachefork", "values.yaml"), "utf8"));
    const files = await readdir(folder);
    const read = async (file: string): Promise<[string, unknown[]]> => {
      const parsed = parseAllDocuments(await readFile(join(folder, file), "utf8"));
      expect(parsed.flatMap(({ errors, warnings }) => [...errors, ...warnings])).to.deep.equal([]);
      return [file, parsed.map((document): unknown => document.toJS())];
    };
    documents = new Map(await Promise.all(files.map(read)));
  });

  it("have inline volumes of the driver, with attributes that it takes", () => {
    let found = 0;
    for (const [file, objects] of documents) {
      for (const { driver, volumeAttributes } of valuesOf(objects, "csi") as InlineVolume[]) {
        expect(driver, file).to.equal(values.driverName);
        // What Tekton replaces, where it does.
        const replaced = Object.entries(volumeAttributes).map(([key, value]): [string, string] => [
          key,
          file === "tekton-params.yaml" ? value.replace("$(params.cache)", "cargo") : value,
        ]);
        expect(parseAttributes(new Map(replaced)).cache, file).to.match(/^[a-z]+$/);
        found += 1;
      }
    }
    expect(found).to.be.greaterThan(6);
  });

  it("have claims and snapshots of the chart's classes", () => {
    const all = [...documents.values()];
    const classes = new Set(valuesOf(all, "storageClassName"));
    const snapshotClasses = new Set(valuesOf(all, "volumeSnapshotClassName"));
    expect([...classes, ...snapshotClasses]).to.deep.equal([values.storageClass.name, values.volumeSnapshotClass.name]);
  });

  it("mount every volume that they have, and no other", () => {
    for (const [file, objects] of documents) {
      const mounted = new Set(
        (valuesOf(objects, "volumeMounts") as { name: string }[][]).flat().map(({ name }) => name),
      );
      const volumes = new Set((valuesOf(objects, "volumes") as { name: string }[][]).flat().map(({ name }) => name));
      expect([...mounted], file).to.deep.equal([...volumes]);
    }
  });
});
