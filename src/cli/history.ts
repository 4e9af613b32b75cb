/** The command `history`: the generations of a cache, newest first. */
import type { Generation } from "../cache/generation.ts";
import { formatBytes } from "../cache/quantity.ts";
import { authorOf, theCache, warnUnreadable } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { right, table } from "./table.ts";
import { age } from "./text.ts";

export const history: Command = {
  name: "history",
  summary: "Show the generations of a cache, newest first",
  text: `ADDED, CHANGED and DELETED count paths; BYTES is what the commit added to the disk. MERGED says that the head had moved since the
volume started, so that both were united; CONFLICTS counts paths that both had changed, LOST those of them where the head's version stayed.
Generations that retention or a prune removed are not shown.`,
  required: ["CACHE"],
  optional: [],
  options: ["namespace"],
  json: `{"namespace", "name", "items": [{"generation", "parent", "base", "epoch", "kind", "time",
           "by": {"namespace", "pod", "uid", "serviceAccount", "node"}, "merged", "bytes",
           "changes": {"added", "changed", "deleted", "unchanged", "excluded", "conflicts", "lost"},
           "layers": [{"id", "bytes", "entries"}]}]}
  kind is build, compacted, evicted, reset, pruned, imported or rolledBack; base is the generation that the volume started from, 0 for none.`,
  async run(session: Session): Promise<ExitCode> {
    const { entry, head, generations } = await theCache(session);
    const newest = generations.toReversed();
    if (session.options.output === "json") await session.out.json({ ...entry.key, items: newest.map(toItem) });
    else if (newest.length === 0)
      await session.err.text(`Cache ${entry.key.name} has no generation ${head.last > 0 ? "left" : "yet"}.\n`);
    else await session.out.text(historyTable(newest, session.clock.now()));
    await warnUnreadable(session);
    return exitCodes.ok;
  },
};

function historyTable(generations: readonly Generation[], now: Date): string {
  const columns = [
    right("GENERATION"),
    right("PARENT"),
    { heading: "WHEN" },
    { heading: "WHO" },
    right("ADDED"),
    right("CHANGED"),
    right("DELETED"),
    right("BYTES"),
    { heading: "MERGED" },
    right("CONFLICTS"),
    right("LOST"),
  ];
  return table(
    columns,
    generations.map((generation) => [
      String(generation.number),
      generation.parent === 0 ? "-" : String(generation.parent),
      `${age(generation.time, now)} ago`,
      authorOf(generation),
      ...[generation.changes.added, generation.changes.changed, generation.changes.deleted].map(String),
      formatBytes(generation.bytes),
      mergedText(generation),
      ...[generation.changes.conflicts, generation.changes.lost].map(String),
    ]),
  );
}

function mergedText({ merged, base }: Generation): string {
  if (!merged) return "no";
  return base === 0 ? "yes, from empty" : `yes, from ${base}`;
}

function toItem(generation: Generation): object {
  const { number, parent, base, epoch, kind, time, by, merged, bytes, changes, layers } = generation;
  const { namespace, pod, uid, serviceAccount, node } = by;
  return {
    generation: number,
    parent,
    base,
    epoch,
    kind,
    time,
    by: { namespace, pod, uid, serviceAccount, node },
    merged,
    bytes,
    changes: {
      added: changes.added,
      changed: changes.changed,
      deleted: changes.deleted,
      unchanged: changes.unchanged,
      excluded: changes.excluded,
      conflicts: changes.conflicts,
      lost: changes.lost,
    },
    layers: layers.map(({ id, size, entries }) => ({ id, bytes: size, entries })),
  };
}
