/** What a layer in a test holds, as both the fake and the real inspection can make it. */

/** One name in a layer. Directories on the way to it are made. */
export type Content =
  | {
      readonly file: string;
      readonly mode?: number;
      readonly owner?: number;
      readonly mtime?: number;
      readonly label?: string;
    }
  | { readonly symlink: string }
  | { readonly fifo: true }
  | { readonly directory: true; readonly mode?: number; readonly opaque?: true }
  | { readonly whiteout: true }
  /** The same inode as another layer's entry, which was made before. */
  | { readonly same: readonly [layer: string, path: string] };

/** Contents by path; paths are strings of bytes (latin1). */
export type LayerContent = Readonly<Record<string, Content>>;

/** The mtime, in seconds, of everything that names none. */
export const someTime = 1_700_000_000;
