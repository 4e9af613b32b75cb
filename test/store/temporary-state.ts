/** A real state directory for one test, with layers made by hand. */
import {
  chmodSync,
  chownSync,
  constants,
  linkSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Volume } from "../../src/cache/volume.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { toTrash } from "../../src/store/layers.ts";
import { Layout } from "../../src/store/layout.ts";
import { identify, prepareState } from "../../src/store/state.ts";
import type { Content, LayerContent } from "../fakes/layer-content.ts";
import { someTime } from "../fakes/layer-content.ts";

/** Only root may write `trusted.overlay.*`; others use the marks of unprivileged mounts. */
export const isRoot = process.getuid?.() === 0;

/** Gone, with all that is in it, when it is disposed. */
export class TemporaryState implements Disposable {
  readonly layout: Layout;

  private constructor(root: string) {
    this.layout = new Layout(root);
  }

  static async make(): Promise<TemporaryState> {
    const state = new TemporaryState(mkdtempSync(join(tmpdir(), "cachefork-state-")));
    await prepareState(state.layout);
    await identify(state.layout, !isRoot);
    return state;
  }

  layer(id: string, content: LayerContent): void {
    const top = this.layout.layer(id);
    mkdirSync(top);
    for (const [path, entry] of Object.entries(content)) {
      const target = join(top, path);
      mkdirSync(bytes(dirname(target)), { recursive: true });
      if ("same" in entry) linkSync(bytes(join(this.layout.layer(entry.same[0]), entry.same[1])), bytes(target));
      else put(bytes(target), entry);
    }
  }

  async discard(id: string): Promise<void> {
    toTrash(this.layout, this.layout.layer(id));
  }

  record(volume: Volume): void {
    writeFileSync(join(this.layout.volumes, `${volume.incarnation}.json`), JSON.stringify(volume));
  }

  [Symbol.dispose](): void {
    rmSync(this.layout.root, { recursive: true });
  }
}

/** A path of bytes: one character of the text is one byte. */
function bytes(path: string): Buffer {
  return Buffer.from(path, "latin1");
}

function put(target: Buffer, content: Exclude<Content, { same: unknown }>): void {
  if ("whiteout" in content) return linuxFiles.mknod(target, constants.S_IFCHR);
  if ("directory" in content) {
    mkdirSync(target, { recursive: true });
    chmodSync(target, content.mode ?? 0o755);
    if (content.opaque) linuxFiles.setxattr(target, `${isRoot ? "trusted" : "user"}.overlay.opaque`, Buffer.from("y"));
    return;
  }
  if ("file" in content) putFile(target, content);
  else if ("symlink" in content) symlinkSync(content.symlink, target);
  else linuxFiles.mknod(target, constants.S_IFIFO | 0o644);
  const mtime = "file" in content ? (content.mtime ?? someTime) : someTime;
  lutimesSync(target, mtime, mtime);
}

function putFile(target: Buffer, { file, mode, owner, label }: Extract<Content, { file: string }>): void {
  writeFileSync(target, file);
  if (owner !== undefined) chownSync(target, owner, -1);
  chmodSync(target, mode ?? 0o644);
  if (label !== undefined) linuxFiles.setxattr(target, "user.label", Buffer.from(label));
}
