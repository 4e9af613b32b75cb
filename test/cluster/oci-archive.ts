/** Writes an image of one layer as an OCI archive, as containerd imports it. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { must } from "./command.ts";

export interface ImageOptions {
  /** With its tag, as pods name it. */
  readonly name: string;
  /** The folder that is the container's root. */
  readonly root: string;
  /** Env, Entrypoint, Cmd and so on (OCI image specification, config.md). */
  readonly config: Readonly<Record<string, unknown>>;
}

const types = {
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
};

interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** Writes the archive; nobody ever sees half of it. */
export async function writeOciArchive(archive: string, { name, root, config }: ImageOptions): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "cachefork-image-"));
  try {
    const blobs = join(work, "blobs", "sha256");
    await mkdir(blobs, { recursive: true });
    const add = async (content: Buffer): Promise<Blob> => {
      const hex = createHash("sha256").update(content).digest("hex");
      await writeFile(join(blobs, hex), content);
      return { digest: `sha256:${hex}`, size: content.length };
    };
    const addJson = (value: unknown): Promise<Blob> => add(Buffer.from(JSON.stringify(value)));
    const tar = join(work, "layer.tar");
    const owners = ["--numeric-owner", "--owner=0", "--group=0", "--sort=name", "--mtime=@0"];
    await must(["tar", ...owners, "-C", root, "-cf", tar, "."]);
    const layer = await add(await readFile(tar));
    await rm(tar);
    const architecture = process.arch === "x64" ? "amd64" : process.arch;
    const rootfs = { type: "layers", diff_ids: [layer.digest] };
    const configured = await addJson({ architecture, os: "linux", config, rootfs });
    const manifest = await addJson({
      schemaVersion: 2,
      mediaType: types.manifest,
      config: { mediaType: types.config, ...configured },
      layers: [{ mediaType: types.layer, ...layer }],
    });
    const annotations = { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": name };
    const index = { schemaVersion: 2, manifests: [{ mediaType: types.manifest, ...manifest, annotations }] };
    await writeFile(join(work, "index.json"), JSON.stringify(index));
    await writeFile(join(work, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
    await mkdir(dirname(archive), { recursive: true });
    await must(["tar", "-C", work, "-cf", `${archive}.new`, "oci-layout", "index.json", "blobs"]);
    await rename(`${archive}.new`, archive);
  } finally {
    await rm(work, { recursive: true });
  }
}
