/** Holds the schemas of our resources to what Kubernetes asks of structural schemas, and people of a reference. */
import { expect } from "chai";
import { crds, type Schema } from "../../tools/crds.ts";

/** Every schema below one, by its path. */
function below(schema: Schema, path: string): (readonly [path: string, schema: Schema])[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => below(field, `${path}.${name}`));
  return [[path, schema], ...fields, ...(schema.items ? below(schema.items, `${path}[]`) : [])];
}

/** The keywords that apiextensions/v1 has, of those that we could come to use. */
const known = new Set(
  "type properties items required default enum description format minimum maximum maxLength pattern maxItems anyOf".split(
    " ",
  ),
);

for (const crd of crds) {
  describe(`The resource ${crd.spec.names.kind}`, () => {
    const [version] = crd.spec.versions;
    const schemas = below(version?.schema.openAPIV3Schema ?? {}, crd.spec.names.kind);

    it("describes every field", () => {
      const silent = schemas.filter(
        ([path, { description }]) => !path.endsWith(".metadata") && description === undefined,
      );
      expect(silent.map(([path]) => path)).to.deep.equal([]);
    });

    it("uses no keyword that the API server does not know", () => {
      const unknown = schemas.flatMap(([path, schema]) =>
        Object.keys(schema)
          .filter((keyword) => !known.has(keyword) && !keyword.startsWith("x-kubernetes-"))
          .map((keyword) => `${path}: ${keyword}`),
      );
      expect(unknown).to.deep.equal([]);
    });

    it("bounds every text and every list", () => {
      const boundless = schemas.filter(
        ([path, { type, maxLength, maxItems, format, enum: words }]) =>
          !/\.(apiVersion|kind)$/.test(path.replace(/^\w+\.spec\./, "Spec.")) &&
          ((type === "string" && maxLength === undefined && format === undefined && words === undefined) ||
            (type === "array" && maxItems === undefined)),
      );
      expect(boundless.map(([path]) => path)).to.deep.equal([]);
    });

    it("asks for nothing that has a default", () => {
      const asked = schemas.flatMap(([path, { required = [], properties = {} }]) =>
        required.filter((name) => properties[name]?.default !== undefined).map((name) => `${path}.${name}`),
      );
      expect(asked).to.deep.equal([]);
    });
  });
}
