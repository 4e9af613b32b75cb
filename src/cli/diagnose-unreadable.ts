/** The doctor's rules for what cannot be read: since when, what it keeps on the disk, and what to do. */
import type { Note, Unreadable } from "../cache/aside.ts";
import { idsOf, type LayerId } from "../cache/generation.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Facts, Finding } from "./finding.ts";

/** One finding for each thing that cannot be read. */
export function unreadable(facts: Facts): readonly Finding[] {
  return all(facts).map((one) => ({
    severity: "problem",
    code: "unreadable",
    subject: one.name,
    what: [one.why, ...sinceThen(one, facts)].join("; "),
    advice: adviceOn(one),
  }));
}

/** Whether the plugin knows all that cannot be read, so that what nothing pins is garbage. */
export function isAllAside(facts: Facts): boolean {
  return all(facts).every((one) => one.pins === "nothing" || noteOf(one, facts) !== undefined);
}

/** Layers that a generation, a snapshot or a volume is made of. */
export function neededLayers({
  survey,
  logs,
  snapshots,
}: Pick<Facts, "survey" | "logs" | "snapshots">): ReadonlySet<LayerId> {
  const ofLogs = logs.flatMap((log) => log.generations.flatMap((generation) => idsOf(generation.layers)));
  const ofVolumes = survey.volumes.flatMap(({ upper, base }) => [upper, ...idsOf(base.layers)]);
  const ofSnapshots = snapshots.flatMap((snapshot) => idsOf(snapshot.layers));
  return new Set([...ofLogs, ...ofVolumes, ...ofSnapshots]);
}

function all({ survey, unreadable: others }: Facts): readonly Unreadable[] {
  return [...others, ...survey.unreadable, ...survey.unreadableClaims];
}

function noteOf({ name, mark }: Unreadable, { survey }: Facts): Note | undefined {
  return survey.aside.find((note) => note.name === name && note.mark === mark);
}

function sinceThen(one: Unreadable, facts: Facts): string[] {
  const note = noteOf(one, facts);
  if (!note) return [];
  const held = facts.heldAside.get(note.name) ?? 0;
  return [
    `set aside since ${note.since}`,
    ...(held > 0 ? [`for its sake up to ${formatBytes(held)} stay on the disk that nothing else needs`] : []),
  ];
}

function adviceOn({ name }: Unreadable): string {
  if (name.startsWith("volumes/"))
    return "What its pod writes is not committed. Put the file back from a copy, and start the plugin again. Or remove the file when the pod has ended: the next sweep frees what it kept.";
  if (name.startsWith("claims/"))
    return "Pods that use the claim do not start. Put the file back from a copy, or delete the claim and make it again.";
  if (name.startsWith("snapshots/"))
    return "No claim can be made from it. Put the file back from a copy, or delete the snapshot: the next sweep frees what it kept.";
  if (name.endsWith("/cache.json"))
    return "The cache goes on. Remove what is there: the next publish of the cache makes it anew.";
  if (name.endsWith("/log.json"))
    return "The log goes on from its entries. Put the file back from a copy, or remove what is there: it is made anew when generations are retired.";
  return "It is passed over, as if it had not been committed. Put it back from a copy, or remove it: the next sweep frees what it kept. It also goes when it is past the number of generations to keep.";
}
