/** Preloaded into a plugin (`node --import`), in each of its threads: puts counted operations in the place of the real ones. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { currentControl, listen } from "./operations.ts";

const sources = new URL("../../src/", import.meta.url).href;

/** What the sources import, and what they get. Nothing else that runs in the process is touched. */
const standIns = new Map([
  ["node:fs", "./fs.ts"],
  ["node:fs/promises", "./fs-promises.ts"],
  [new URL("host/libc.ts", sources).href, "./libc.ts"],
]);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const standIn = context.parentURL?.startsWith(sources) ? standIns.get(found.url) : undefined;
    return standIn === undefined ? found : next(new URL(standIn, import.meta.url).href, context);
  },
  load(url, context, next) {
    const loaded = next(url, context);
    const rewrites = currentControl().broken?.rewrites;
    if (rewrites === undefined || url !== new URL(rewrites.file, sources).href) return loaded;
    const [before, after, ...more] = readFileSync(new URL(url), "utf8").split(rewrites.text);
    if (after === undefined || more.length > 0) throw new Error(`${rewrites.file} does not say once: ${rewrites.text}`);
    return { ...loaded, source: `${before}${rewrites.instead}${after}` };
  },
});
listen();
