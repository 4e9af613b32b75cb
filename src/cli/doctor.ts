/** The command `doctor`: what is wrong with a state, and what to do. */
import type { Note } from "../cache/aside.ts";
import type { LayerId } from "../cache/generation.ts";
import type { Inspection } from "../cache/inspection.ts";
import { corruptAsAbsent } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { diagnose } from "./diagnose.ts";
import { neededLayers } from "./diagnose-unreadable.ts";
import type { Facts, Finding } from "./finding.ts";
import { counted, printable } from "./text.ts";

export const doctor: Command = {
  name: "doctor",
  summary: "Look for problems in the state directory",
  text: `Looks for records that cannot be read, generations and volumes whose layers are missing, volumes that are mounted on paper only, a full
disk, and work that waits. Ends with 4 when there are problems or warnings; notes are how things are.
It may run at any time: what only looks wrong because the plugin is at work is not reported.`,
  required: [],
  optional: [],
  options: [],
  json: `{"items": [{"severity", "code", "subject", "what", "advice"}], "summary": {"problems", "warnings", "notes"}}
  severity is problem, warning or note; code and subject are for programs, what and advice for people.`,
  async run(session: Session): Promise<ExitCode> {
    const findings = await confirmed(session);
    const summary = {
      problems: ofSeverity(findings, "problem"),
      warnings: ofSeverity(findings, "warning"),
      notes: ofSeverity(findings, "note"),
    };
    const sound = summary.problems + summary.warnings === 0;
    if (session.options.output === "json") await session.out.json({ items: findings.map(toItem), summary });
    else {
      await session.out.text(findings.map(paragraph).join(""));
      const counts = `${counted(summary.problems, "problem")}, ${counted(summary.warnings, "warning")}`;
      await session.out.text(sound ? "No problems found.\n" : `${counts}.\n`);
    }
    return sound ? exitCodes.ok : exitCodes.problems;
  },
};

/**
 * The facts are not of one moment: a generation that was read, and then retired and swept, lacks its layers. What is wrong is wrong
 * twice, so what the second look does not find again was only the plugin at work.
 */
async function confirmed(session: Session): Promise<readonly Finding[]> {
  const first = diagnose(await look(session));
  if (first.every((finding) => finding.severity === "note")) return first;
  const known = new Set(first.map(identityOf));
  const second = diagnose(await look(session));
  return second.filter((finding) => finding.severity === "note" || known.has(identityOf(finding)));
}

function identityOf({ code, subject }: Finding): string {
  return JSON.stringify([code, subject]);
}

async function look({ ledger, snapshots: kept, inspection }: Session): Promise<Facts> {
  // The survey lists the layers before anything that pins them is read: what pins a layer later cannot make it look unused.
  const survey = await inspection.survey();
  const logs = [];
  for (const { key } of await ledger.caches()) {
    const head = await ledger.head(key).catch(corruptAsAbsent);
    const generations = await ledger.generations(key).catch(corruptAsAbsent);
    logs.push({ key, head: head?.generation?.number ?? 0, generations: generations ?? [] });
  }
  const snapshots = await kept.list();
  const heldAside = await heldBy(survey.aside, neededLayers({ survey, logs, snapshots }), inspection);
  const unreadable = [...(await ledger.unreadable()), ...(await kept.unreadable())];
  return { survey, logs, snapshots, unreadable, heldAside };
}

/** Bytes that would be free without each note; hard links into layers that are needed are counted, too. */
async function heldBy(
  notes: readonly Note[],
  needed: ReadonlySet<LayerId>,
  inspection: Inspection,
): Promise<ReadonlyMap<string, number>> {
  const groups = notes.map(({ layers }) => layers.filter((id) => !needed.has(id)));
  if (groups.every((group) => group.length === 0)) return new Map();
  const usage = await inspection.usage(groups);
  return new Map(usage.groups.map(({ exclusive, shared }, index) => [notes[index]?.name ?? "", exclusive + shared]));
}

function ofSeverity(findings: readonly Finding[], severity: Finding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function toItem({ severity, code, subject, what, advice }: Finding): object {
  return { severity, code, subject, what, advice };
}

function paragraph({ severity, what, advice }: Finding): string {
  const lines = [`${severity.toUpperCase()}: ${printable(what)}`, ...(advice === "" ? [] : [`  ${printable(advice)}`])];
  return `${lines.join("\n")}\n`;
}
