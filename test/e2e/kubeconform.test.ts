/** Whether every rendering of the chart has only fields that the API server knows, by kubeconform. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { template } from "../../tools/render.ts";
import { root } from "../../tools/run.ts";
import { fileOf, kubeconform, type OpenApi, writeSchemas } from "../cluster/kubeconform.ts";
import { cluster } from "./stage.ts";

/** Of Prometheus' operator, which is not on the cluster. */
const unknown = ["PodMonitor", "PrometheusRule", "ServiceMonitor"];

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

describe("Kubeconform", () => {
  let folder: string;
  let openApi: OpenApi;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cachefork-kubeconform-"));
    openApi = JSON.parse(await cluster.mustKubectl("get", "--raw", "/openapi/v2")) as OpenApi;
  });
  after(() => rm(folder, { recursive: true }));

  /** The file names of the schemas of the kinds in a text. */
  function kindsIn(text: string): ReadonlySet<string> {
    const objects = parseAllDocuments(text).flatMap((document) => (document.toJS() as Kind | null) ?? []);
    return new Set(
      objects.map(({ apiVersion, kind }) => {
        const [version = "", group = ""] = apiVersion.split("/").toReversed();
        return fileOf(group, version, kind);
      }),
    );
  }

  async function check(text: string): ReturnType<typeof kubeconform> {
    const file = join(folder, "rendered.yaml");
    await writeFile(file, text);
    await writeSchemas(openApi, join(folder, "schemas"), kindsIn(text));
    return kubeconform(file, join(folder, "schemas"), unknown);
  }

  it("finds nothing wrong with the manifest, or with any rendering", async () => {
    const values = join(root, "test", "chart", "values");
    const texts = [await readFile(join(root, "manifests", "cachefork.yaml"), "utf8")];
    for (const name of await readdir(values))
      texts.push((await template("--include-crds", "--values", join(values, name))).output);
    for (const text of texts) {
      const { code, stdout, stderr } = await check(text);
      expect(code, `${stdout}${stderr}`).to.equal(0);
      expect(stdout).to.match(/Invalid: 0, Errors: 0/);
    }
  });

  it("would find a field that there is not, and a value of the wrong type", async () => {
    const text = await readFile(join(root, "manifests", "cachefork.yaml"), "utf8");
    expect((await check(text.replace("attachRequired: false", "attachRequierd: false"))).stdout).to.match(
      /attachRequierd/,
    );
    expect((await check(text.replace("attachRequired: false", "attachRequired: 3"))).code).to.equal(1);
  });
});
