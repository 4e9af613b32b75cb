/** The stand-in for the standard external-provisioner, as an image: built from test/provisioner. */
import { join } from "node:path";
import { must } from "./command.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Image, programImage } from "./program-image.ts";
import type { Steps } from "./steps.ts";

const sources = join(import.meta.dirname, "..", "provisioner");

/** The image of the sources as they are; a minute the first time. */
export function provisionerImage(steps: Steps): Promise<Image> {
  return programImage("provisioner", fingerprint(sources, ["."]), (file) =>
    steps.take("provisioner built", () =>
      must(["go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "."], {
        cwd: sources,
        env: { CGO_ENABLED: "0" },
      }),
    ),
  );
}
