/** The command `prune`: new volumes of a cache start empty from now on. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { Generation } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import { hasContent, lostToPrune, prunedGeneration } from "../cache/prune.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Volume } from "../cache/volume.ts";
import type { Log } from "./caches.ts";
import { isSame, sizeOf, theCache } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { counted } from "./text.ts";

export const prune: Command = {
  name: "prune",
  summary: "Empty a cache: new volumes start cold",
  text: `Appends an empty generation to the cache's log. Volumes that are open now keep what they see until their pods end, and what they write
is thrown away; so is what waits to be committed. Nothing is deleted at once: the plugin frees the disk when it sweeps, and no volume
needs the old layers any more ("cachefork du" shows how much is left).
Asks before it does anything; where nobody can answer, --yes is needed.`,
  required: ["CACHE"],
  optional: [],
  options: ["namespace", "dry-run", "yes"],
  json: `{"namespace", "name", "done", "generation", "epoch", "replaces", "bytes", "volumesLost"}
  done is false for --dry-run, and where the cache is empty already; then generation is 0. With -o json, --yes or --dry-run is needed.`,
  async run(session: Session): Promise<ExitCode> {
    const plan = await planned(session);
    if (!plan.needed) {
      await tell(session, plan, undefined, `Cache ${plan.name} is empty already: there is nothing to prune.\n`);
      return exitCodes.ok;
    }
    const { options, err } = session;
    if (options.output === "table") await session.out.text(announcement(plan));
    if (options.dryRun) {
      await tell(session, plan, undefined, "Nothing was done: this was a dry run.\n");
      return exitCodes.ok;
    }
    if (!(await agreed(session, plan))) {
      await err.text("Nothing was done.\n");
      return exitCodes.failed;
    }
    const made = await append(session);
    const text = made
      ? `Pruned: generation ${made.number} is the head of ${plan.name}, and it is empty. The plugin's next sweeps free the disk.\n`
      : `Somebody else emptied ${plan.name} meanwhile: there is nothing left to prune.\n`;
    await tell(session, plan, made, text);
    return exitCodes.ok;
  },
};

/** What a prune would do now. */
interface Plan {
  readonly log: Log;
  readonly name: string;
  readonly needed: boolean;
  readonly lost: readonly Volume[];
}

async function planned(session: Session): Promise<Plan> {
  const log = await theCache(session);
  const { volumes } = await session.inspection.volumes();
  const own = volumes.filter((volume) => isSame(volume.request.cache, log.entry.key));
  const { head } = log;
  return {
    log,
    name: formatKey(log.entry.key),
    needed: hasContent(head, own),
    lost: lostToPrune(head, own),
  };
}

function announcement({ log: { head, generations }, name, lost }: Plan): string {
  const { generation } = head;
  const now = generation
    ? `its head is generation ${generation.number} with ${formatBytes(sizeOf(generation))} in ${counted(generation.layers.length, "layer")}, and ${counted(generations.length, "generation")} in all`
    : "it has no generation that can be read";
  const lines = lost.map(
    ({ request: { pod }, state }) => `  ${pod.namespace}/${pod.pod} (${state}): what it wrote is thrown away`,
  );
  return [`Cache ${name}: ${now}. New volumes would start empty.`, ...lines, ""].join("\n");
}

async function agreed({ options, ask, out }: Session, { name }: Plan): Promise<boolean> {
  if (options.yes) return true;
  if (!ask || options.output === "json")
    throw new CacheError(
      "invalid",
      `Cannot prune ${name} without asking: add --yes, or --dry-run to see what it would do`,
    );
  await out.flush();
  const answer = await ask(`Prune ${name}? [y/N] `);
  return /^\s*y(es)?\s*$/i.test(answer);
}

/** Losing this often against committing volumes is no accident any more. */
const tries = 20;

/** The generation that emptied the cache; undefined when somebody else had emptied it first. */
async function append(session: Session): Promise<Generation | undefined> {
  for (let left = tries; ; left -= 1) {
    const { log, needed } = await planned(session);
    if (!needed) return undefined;
    try {
      return await session.append(log.entry.key, log.head, prunedGeneration(log.head, session.clock.now()));
    } catch (error) {
      if (!isKind(error, "conflict") || left === 1) throw error;
    }
  }
}

async function tell(session: Session, { log, lost }: Plan, made: Generation | undefined, text: string): Promise<void> {
  if (session.options.output === "table") return session.out.text(text);
  await session.out.json({
    ...log.entry.key,
    done: made !== undefined,
    generation: made?.number ?? 0,
    epoch: made?.epoch ?? log.head.epoch,
    replaces: made?.parent ?? log.head.generation?.number ?? 0,
    bytes: sizeOf(log.head.generation),
    volumesLost: lost.map((volume) => volume.incarnation),
  });
}
