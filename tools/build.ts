/** Bundles the sources into the files that an image holds, each with its source map. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./run.ts";

const dist = join(root, "dist");

/** Bundle name to the file it starts from; a worker's bundle lies beside the bundles that start it. */
const entries = { "cachefork-node": "src/main.ts", cachefork: "src/main.ts", worker: "src/worker.ts" };

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeFile(join(dist, "package.json"), `${JSON.stringify({ type: "module" })}\n`);
const made = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: dist,
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  sourcemap: true,
  metafile: true,
  // The text stays in memory. Names stay, for those who read a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  // A native module: it stays in node_modules.
  external: ["koffi"],
  // CommonJS dependencies call require for what Node itself brings.
  banner: { js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);` },
}).catch(() => undefined); // esbuild has printed why
if (made === undefined) process.exitCode = 1;
for (const [file, { bytes }] of Object.entries(made?.metafile.outputs ?? {})) {
  if (file.endsWith(".js")) console.log(`${file} ${(bytes / 1024).toFixed(0)} KiB`);
}
