/** The command `diff`: the paths in which two generations of a cache differ. */
import { CacheError } from "../cache/errors.ts";
import type { LayerId } from "../cache/generation.ts";
import type { Difference } from "../cache/inspection.ts";
import { formatKey } from "../cache/key.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Log } from "./caches.ts";
import { theCache } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { toJson } from "./output.ts";
import { printablePath } from "./text.ts";

export const diff: Command = {
  name: "diff",
  summary: "Show the paths in which two generations differ",
  text: `Compares what volumes that started from generation A and from generation B would see. B is the head if it is left out; 0 is the empty
cache, so "diff CACHE 0" lists all that a cache holds.
A line begins with A (added), M (changed) or D (deleted), and a changed path ends with what changed in it: kind, content, target (of a
symlink), mode, owner, mtime, attributes. The mtime of a directory does not count.
In paths, control characters and bytes that are not UTF-8 are written as \\n or \\x1b, and a backslash as \\\\.`,
  required: ["CACHE", "A"],
  optional: ["B"],
  options: ["namespace"],
  json: `{"namespace", "name", "from", "to", "items": [{"change", "path", "pathBytes", "kind", "size", "aspects": [WORD]}],
           "summary": {"added", "changed", "deleted"}}
  change is added, changed or deleted; pathBytes, in base64, is there only where the path is not UTF-8; kind is file, directory,
  symlink, fifo or socket; aspects is empty unless change is changed. Items come one per line, as they are found.`,
  async run(session: Session): Promise<ExitCode> {
    const log = await theCache(session);
    const [from = 0, to = "head"] = session.operands.generations;
    const [a, b] = [layersOf(log, from), layersOf(log, to)];
    const differences = session.inspection.diff(a.layers, b.layers);
    if (session.options.output === "table") await printLines(session, differences);
    else await printJson(session, { ...log.entry.key, from: a.number, to: b.number }, differences);
    return exitCodes.ok;
  },
};

function layersOf({ entry, head, generations }: Log, wanted: number | "head"): { number: number; layers: LayerId[] } {
  if (wanted === 0) return { number: 0, layers: [] };
  const generation = wanted === "head" ? head.generation : generations.find((candidate) => candidate.number === wanted);
  if (generation) return { number: generation.number, layers: generation.layers.map((layer) => layer.id) };
  if (wanted === "head") return { number: 0, layers: [] };
  const numbers = generations.map(({ number }) => number);
  const there = numbers.length === 0 ? "it has none yet" : `it has ${numbers.join(", ")}`;
  throw new CacheError("not-found", `Cannot find generation ${wanted} of cache ${formatKey(entry.key)}: ${there}`);
}

/** How many differences there were. */
type Counts = Record<Difference["change"], number>;

function noCounts(): Counts {
  return { added: 0, changed: 0, deleted: 0 };
}

const letters = { added: "A", changed: "M", deleted: "D" } as const;

async function printLines({ out, err }: Session, differences: AsyncIterable<Difference>): Promise<void> {
  const counts = noCounts();
  for await (const { change, path, kind, size, aspects } of differences) {
    counts[change] += 1;
    const detail = aspects.length > 0 ? `   (${aspects.join(", ")})` : "";
    const amount = kind === "file" ? formatBytes(size) : "-";
    await out.text(
      `${letters[change]}   ${kind.padEnd(9)}   ${amount.padStart(9)}   ${printablePath(path)}${detail}\n`,
    );
  }
  await out.flush();
  await err.text(`${counts.added} added, ${counts.changed} changed, ${counts.deleted} deleted\n`);
}

/** Written piece by piece: the differences of a large cache need not fit in memory. */
async function printJson({ out }: Session, head: object, differences: AsyncIterable<Difference>): Promise<void> {
  const counts = noCounts();
  await out.text(`${toJson(head).slice(0, -1)},"items":[`);
  let separator = "\n";
  for await (const difference of differences) {
    counts[difference.change] += 1;
    await out.text(`${separator}  ${toJson(toItem(difference))}`);
    separator = ",\n";
  }
  await out.text(`\n],"summary":${toJson(counts)}}\n`);
}

function toItem({ change, path, kind, size, aspects }: Difference): object {
  const text = Buffer.from(path).toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(path);
  return {
    change,
    path: text,
    ...(isText ? {} : { pathBytes: Buffer.from(path).toString("base64") }),
    kind,
    size,
    aspects,
  };
}
