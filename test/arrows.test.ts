/** Shows that lint refuses what it is there to refuse: imports against the arrows between folders, and careless code. */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { root, run } from "../tools/run.ts";

const folders = ["cache", "store", "registry", "host", "kube", "node", "controller", "csi", "cli"];
const composers = ["", "-node", "-state", "-cluster", "-controller"]
  .map((part) => `compose${part}.ts`)
  .concat("main.ts", "config.ts", "worker.ts");
const ours = [...folders, "metrics.ts", "compose.ts"];
const disk = ["node:fs", "node:fs/promises"];
const world = [...disk, "node:child_process", "koffi", "@grpc/grpc-js", "google-protobuf", "csi-proto", "pino"].concat(
  "prom-client",
  "@kubernetes/client-node",
  "yaml",
);

/** All that a folder or top file may import, of ours and of the part of the world that somebody owns. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  cache: [],
  store: ["cache", ...disk],
  host: ["cache", "koffi", "node:child_process", ...disk],
  registry: ["cache"],
  kube: ["cache", "yaml"],
  node: ["cache"],
  controller: ["cache"],
  cli: ["cache"],
  csi: ["cache", "node", "controller", "csi-proto", "@grpc/grpc-js"],
  "events.ts": ["cache", "metrics.ts", "pino"],
  "metrics.ts": ["cache", "prom-client"],
  "controller-events.ts": ["cache", "pino"],
  "controller-metrics.ts": ["cache", "prom-client"],
  ...Object.fromEntries(composers.map((file) => [file, [...ours, ...disk, "pino", "@kubernetes/client-node", "yaml"]])),
};

const careless: readonly (readonly [rule: string, file: string, text: string])[] = [
  [
    "import(no-cycle)",
    "src/cache/one.ts",
    'import { two } from "./two.ts";\nexport const one = (): number => two();\n',
  ],
  ["typescript(no-floating-promises)", "src/store/floats.ts", 'import { rm } from "node:fs/promises";\nrm("x");\n'],
  ["typescript(no-misused-promises)", "src/store/misused.ts", "[1].forEach(async () => await Promise.resolve());\n"],
  [
    "typescript(switch-exhaustiveness-check)",
    "src/cache/forgets.ts",
    'export function forgets(x: "a" | "b"): void {\n  switch (x) {\n    case "a":\n      break;\n  }\n}\n',
  ],
  ["typescript(no-explicit-any)", "src/cache/anything.ts", "export const anything: any = 1;\n"],
  ["typescript(no-require-imports)", "src/store/requires.ts", 'export const x: unknown = require("../kube/x.ts");\n'],
  ["eslint(no-console)", "src/node/prints.ts", 'console.log("x");\n'],
  ["eslint(no-restricted-globals)", "src/node/environment.ts", 'export const home = process.env["HOME"];\n'],
  ["unicorn(no-process-exit)", "src/exits.ts", "process.exit(1);\n"],
  ["unicorn(filename-case)", "src/cache/camelCase.ts", "export const one = 1;\n"],
  ["eslint(max-lines)", "src/cache/long.ts", `export const one = 1;${"\n// a line".repeat(250)}\n`],
  ["eslint(max-lines-per-function)", "src/cache/tall.ts", `export function tall(): void {${"\n".repeat(61)}}\n`],
  [
    "eslint(complexity)",
    "src/cache/tangled.ts",
    `export const tangled = (x: number): boolean => ${Array.from({ length: 13 }, (_, i) => `x === ${i}`).join(" || ")};\n`,
  ],
];

interface Diagnostic {
  readonly message: string;
  readonly code: string;
  readonly filename: string;
}

/** How a folder or top file names what it imports. */
function specifier(from: string, to: string): string {
  const up = from.endsWith(".ts") ? "." : "..";
  if (to === "csi-proto") return `${up === "." ? ".." : "../.."}/csi-proto/generated/csi.js`;
  if (to.endsWith(".ts")) return `${up}/${to}`;
  return folders.includes(to) ? `${up}/${to}/thing.ts` : to;
}

const probe = (from: string): string => (from.endsWith(".ts") ? `src/${from}` : `src/${from}/probe.ts`);
const others = (from: string): string[] => [...ours, ...world].filter((to) => to !== from);

describe("Lint", function () {
  this.timeout(60_000);
  let work: string;
  let diagnostics: readonly Diagnostic[];

  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(work, file)), { recursive: true });
    await writeFile(join(work, file), text);
  };
  const about = (file: string): Diagnostic[] => diagnostics.filter(({ filename }) => filename === join(work, file));
  const refused = (file: string): string[] =>
    about(file)
      .filter(({ code }) => code === "eslint(no-restricted-imports)")
      .map(({ message }) => /^'(.*?)'/.exec(message)?.[1] ?? message);

  before(async () => {
    work = await mkdtemp(join(tmpdir(), "cachefork-lint-"));
    await symlink(join(root, "node_modules"), join(work, "node_modules"));
    for (const file of [".oxlintrc.json", "tsconfig.json"]) await cp(join(root, file), join(work, file));
    for (const from of Object.keys(allowed)) {
      await write(
        probe(from),
        others(from)
          .map((to) => `import "${specifier(from, to)}";\n`)
          .join(""),
      );
    }
    const forms = ['import type { A } from "X";', 'export { a } from "X";', 'export * from "X";', 'await import("X");'];
    for (const [i, form] of forms.entries()) await write(`src/cache/form-${i}.ts`, form.replace("X", "../kube/x.ts"));
    await write("src/cache/two.ts", 'import { one } from "./one.ts";\nexport const two = (): number => one();\n');
    for (const [, file, text] of careless) await write(file, text);
    const { output } = await run("oxlint", "-c", join(work, ".oxlintrc.json"), "-f", "json", join(work, "src"));
    diagnostics = (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics;
  });
  after(() => rm(work, { recursive: true }));

  for (const [from, mayImport] of Object.entries(allowed)) {
    it(`keeps src/${from} to the imports it may have`, () => {
      const forbidden = others(from).filter((to) => !mayImport.includes(to));
      expect(refused(probe(from))).to.have.members(forbidden.map((to) => specifier(from, to)));
    });
  }

  it("refuses an import in whatever form it is written", () => {
    for (const i of [0, 1, 2, 3]) expect(refused(`src/cache/form-${i}.ts`)).to.deep.equal(["../kube/x.ts"]);
  });

  for (const [rule, file] of careless) {
    it(`refuses by ${rule}`, () => {
      expect(about(file).map(({ code }) => code)).to.include(rule);
    });
  }
});
