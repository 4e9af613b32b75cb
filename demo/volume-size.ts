/** How many bytes of files a volume shows. */
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Sums up the sizes of all files below a directory; what vanishes meanwhile does not count. */
export async function bytesBelow(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((file) =>
      lstat(join(file.parentPath, file.name)).then(
        (stats) => stats.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
