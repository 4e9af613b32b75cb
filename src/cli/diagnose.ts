/** What a doctor says of a state: the rules from facts to findings. */
import type { LayerId } from "../cache/generation.ts";
import type { Survey } from "../cache/inspection.ts";
import { enoughFiles } from "../cache/inspection.ts";
import { formatKey } from "../cache/key.ts";
import type { DiskUsage } from "../cache/ports.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Volume } from "../cache/volume.ts";
import { commits } from "../cache/volume.ts";
import { brokenSnapshots, keptBySnapshots } from "./diagnose-snapshots.ts";
import { isAllAside, neededLayers, unreadable } from "./diagnose-unreadable.ts";
import type { Facts, Finding } from "./finding.ts";
import { counted } from "./text.ts";

/** The findings, worst first. */
export function diagnose(facts: Facts): readonly Finding[] {
  const { survey } = facts;
  const found = [
    ...unreadable(facts),
    ...facts.logs.flatMap((log) => missingLayers(log, survey.layers)),
    ...brokenSnapshots(facts),
    ...survey.volumes.flatMap((volume) => missingBase(volume, survey.layers)),
    ...missingMounts(survey),
    ...unknownMounts(survey),
    ...fullDisk(survey.disk),
    ...fewFiles(survey),
    ...crashed(survey),
    ...waiting(survey),
    ...garbage(facts),
    ...keptBySnapshots(facts),
    ...plugin(survey),
  ];
  const order = ["problem", "warning", "note"];
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function missingLayers(log: Facts["logs"][number], present: ReadonlySet<LayerId>): Finding[] {
  return log.generations.flatMap((generation): Finding[] => {
    const missing = generation.layers.map(({ id }) => id).filter((id) => !present.has(id));
    if (missing.length === 0) return [];
    const name = `generation ${generation.number} of ${formatKey(log.key)}`;
    const isHead = generation.number === log.head;
    return [
      {
        severity: isHead ? "problem" : "warning",
        code: "layers-missing",
        subject: name,
        what: `${name}${isHead ? ", the head," : ""} lacks ${counted(missing.length, "layer")}: ${missing.join(", ")}`,
        advice: isHead
          ? `Volumes start from an older generation, or empty. To make an end of it: cachefork prune ${formatKey(log.key)}`
          : "Volumes do not start from it as long as a newer one is whole. It goes when it is past the number to keep.",
      },
    ];
  });
}

function missingBase(volume: Volume, present: ReadonlySet<LayerId>): Finding[] {
  if (volume.state !== "open" && volume.state !== "sealed") return [];
  const missing = [volume.upper, ...volume.base.layers.map(({ id }) => id)].filter((id) => !present.has(id));
  if (missing.length === 0) return [];
  return [
    {
      severity: "problem",
      code: "base-missing",
      subject: volume.incarnation,
      what: `${nameOf(volume)} is ${volume.state}, and lacks ${counted(missing.length, "layer")}: ${missing.join(", ")}`,
      advice: "What it wrote cannot be committed. Delete the pod and start its build again.",
    },
  ];
}

/** Records of this boot that say mounted where the mount table says not. */
function missingMounts({ volumes, mounted, mounts, bootId }: Survey): Finding[] {
  const sources = new Set(mounts.map((mount) => mount.source));
  return volumes
    .filter((volume) => volume.state === "open" && volume.bootId === bootId && mounted.has(volume.incarnation))
    .filter((volume) => !sources.has(volume.incarnation))
    .map((volume) => ({
      severity: "problem",
      code: "mount-missing",
      subject: volume.incarnation,
      what: `${nameOf(volume)} is recorded as mounted at ${volume.target}, and the mount table does not have it`,
      advice:
        "If you are not in the mount namespace of the plugin, look from there. Otherwise somebody unmounted it: delete the pod, and the plugin clears the record.",
    }));
}

/** The record comes before the mount, and goes after it: a mount without one was left behind. */
function unknownMounts({ volumes, unreadable: broken, mounts }: Survey): Finding[] {
  const known = new Set([...volumes, ...broken].map(({ incarnation }) => incarnation));
  return mounts
    .filter(({ source }) => !known.has(source))
    .map(({ source, target }) => ({
      severity: "warning",
      code: "mount-unknown",
      subject: source,
      what: `Volume ${source} is mounted at ${target}, and has no record`,
      advice: `Nothing unmounts it any more, and its layers may be swept below it. If no pod uses it: umount ${target}`,
    }));
}

function fullDisk({ size, free, inodes, inodesFree }: DiskUsage): Finding[] {
  const judged = [
    { what: `${formatBytes(free)} of ${formatBytes(size)} are free`, share: size === 0 ? 1 : free / size },
    { what: `${inodesFree} of ${inodes} inodes are free`, share: inodes === 0 ? 1 : inodesFree / inodes },
  ];
  return judged
    .filter(({ share }) => share < 0.05)
    .map(({ what, share }) => ({
      severity: share < 0.01 ? "problem" : "warning",
      code: "disk-full",
      subject: what.includes("inodes") ? "inodes" : "bytes",
      what: `The disk is nearly full: ${what}`,
      advice:
        'See what takes it with "cachefork du -A"; prune a cache, delete a snapshot, or let the plugin keep less (--keep, --max-used).',
    }));
}

function fewFiles({ openFiles }: Survey): Finding[] {
  if (openFiles === undefined || openFiles >= enoughFiles) return [];
  return [
    {
      severity: "warning",
      code: "few-files",
      subject: "",
      what: `The plugin may have ${openFiles} files open at once: deep trees in long chains may need more, and their commits wait`,
      advice: `Give it ${enoughFiles} or more (LimitNOFILE= of its service or of the container runtime's), and start it again.`,
    },
  ];
}

function crashed({ volumes, bootId }: Survey): Finding[] {
  const open = volumes.filter((volume) => volume.state === "open" && volume.bootId !== bootId);
  if (open.length === 0) return [];
  return [
    {
      severity: "warning",
      code: "volumes-crashed",
      subject: "",
      what: `Open when the machine went down: ${counted(open.length, "volume")}`,
      advice: "The plugin discards them when it starts: what they wrote may be half there. Start it.",
    },
  ];
}

function waiting({ volumes, running }: Survey): Finding[] {
  const sealed = volumes.filter((volume) => volume.state === "sealed" && commits(volume));
  if (sealed.length === 0 || running === undefined) return [];
  return [
    {
      severity: "note",
      code: "volumes-waiting",
      subject: "",
      what: `Waiting to be committed: ${counted(sealed.length, "sealed volume")}, the first is ${sealed[0] ? nameOf(sealed[0]) : ""}`,
      advice: "That takes moments. If it is still so in a minute, the plugin's log says why.",
    },
  ];
}

function garbage(facts: Facts): Finding[] {
  const { survey } = facts;
  // What was not set aside yet may pin any layer.
  const unused = new Set(isAllAside(facts) ? survey.layers : []);
  for (const id of neededLayers(facts)) unused.delete(id);
  for (const id of survey.aside.flatMap((note) => note.layers)) unused.delete(id);
  const found: [number, Finding["code"], string][] = [
    [unused.size, "layers-unused", `Waiting for the sweep: ${counted(unused.size, "layer")} that nothing needs`],
    [survey.trash, "trash", `Waiting to be removed: ${counted(survey.trash, "discarded tree")}`],
    [
      survey.retired.length,
      "entries-retired",
      `At or below the floor of their log, but not removed: ${counted(survey.retired.length, "old entry", "old entries")}, the first is ${survey.retired[0]}`,
    ],
  ];
  return found
    .filter(([count]) => count > 0)
    .map(([, code, what]) => ({
      severity: "note",
      code,
      subject: "",
      what,
      advice: "The plugin's next sweep removes them.",
    }));
}

function plugin({ running, volumes }: Survey): Finding[] {
  const needing = volumes.filter((volume) => volume.state === "open" || volume.state === "sealed").length;
  return [{ ...pluginState(running, needing), subject: "" }];
}

function pluginState(running: number | undefined, needing: number): Omit<Finding, "subject"> {
  if (running !== undefined)
    return {
      severity: "note",
      code: "running",
      what: `The plugin works on this state, as process ${running}`,
      advice: "",
    };
  const what = "No plugin works on this state";
  if (needing === 0) {
    const advice = "Nothing waits for it; the disk is not swept until it starts.";
    return { severity: "note", code: "not-running", what, advice };
  }
  return {
    severity: "warning",
    code: "not-running",
    what: `${what}, and something waits for it: ${counted(needing, "volume")}`,
    advice: "Start it: nothing is sealed, committed or swept without it.",
  };
}

function nameOf(volume: Volume): string {
  const { namespace, pod } = volume.request.pod;
  return `volume ${volume.incarnation} of pod ${namespace}/${pod}`;
}
