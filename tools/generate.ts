/** Makes what is generated and committed: the classes of the protos in csi-proto/, the chart's CustomResourceDefinitions, the manifests. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crdDrift, writeCrds } from "./crds.ts";
import { writeManifest } from "./render.ts";
import { must, root, run } from "./run.ts";

/** Where the generated classes are committed. */
export const generatedFolder = join(root, "csi-proto", "generated");

/** The files to make classes of, without their suffix. */
const protos = ["csi", "registration"];

const template = {
  version: "v2",
  plugins: [{ local: "protoc-gen-ts", out: ".", opt: ["target=node", "explicit_override", "unary_rpc_promise=false"] }],
};

const compilerOptions = {
  module: "nodenext",
  target: "es2022",
  types: [],
  strict: false,
  declaration: true,
  skipLibCheck: true,
};

/**
 * Replaces what is in a folder by the classes generated now. The generator writes namespaces, which Node cannot run as
 * TypeScript, so they are compiled here, once.
 */
export async function generate(into: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "cachefork-generate-"));
  try {
    const [source, made] = [join(work, "source"), join(work, "made")];
    await symlink(join(root, "node_modules"), join(work, "node_modules"));
    await must("buf", "generate", "csi-proto", "--template", JSON.stringify(template), "-o", source);
    await writeFile(join(work, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
    const tsconfig = {
      compilerOptions: { ...compilerOptions, rootDir: source, outDir: made },
      files: protos.map((name) => `source/${name}.ts`),
    };
    await writeFile(join(work, "tsconfig.json"), JSON.stringify(tsconfig));
    await must("tsc", "-p", work);
    for (const name of protos) {
      if ((await readFile(join(made, `${name}.js`), "utf8")).includes("google/protobuf/descriptor")) {
        throw new Error(`${name}.js needs google/protobuf/descriptor.js now: keep that file.`);
      }
    }
    for (const suffix of ["js", "d.ts"]) await rm(join(made, "google", "protobuf", `descriptor.${suffix}`));
    await cp(join(work, "package.json"), join(made, "package.json"));
    await rm(into, { recursive: true, force: true });
    await cp(made, into, { recursive: true });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What differs between the committed files and those generated now; empty when nothing does. */
export async function drift(): Promise<string> {
  const fresh = await mkdtemp(join(tmpdir(), "cachefork-generated-"));
  try {
    await generate(fresh);
    const compared = await run("diff", "-r", "-q", generatedFolder, fresh);
    return (compared.code === 0 ? "" : compared.output) + (await crdDrift());
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await generate(generatedFolder);
  await writeCrds();
  await writeManifest();
}
