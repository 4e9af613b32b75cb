/** The schema of the resource Generation: an entry of a log, as the API server keeps it. */
import { Type } from "typebox";
import { count, domain, entryNumber, label, text, time } from "./schema-fields.ts";

const layer = Type.Object(
  {
    id: text("Its name on the node that made it.", 63, { pattern: "^[a-z0-9]+$" }),
    size: count("Bytes of the file contents in it."),
    entries: count("Directory entries in it, whiteouts included."),
    directories: Type.Optional(count("Directories in it, its root included, where they were counted.")),
    dead: Type.Optional(count("Of size, what newer layers hide, where that was counted.")),
  },
  { description: "A layer, newest first." },
);

const by = Type.Object(
  {
    namespace: text("Its namespace.", 63),
    pod: text("Its name; empty when no pod made the generation."),
    uid: text("Its uid.", 63),
    serviceAccount: text("Its service account."),
    node: text("The node that it ran on, or that made the generation.", 256),
  },
  { description: "The pod that the generation came from, or the node where no pod did." },
);

const changes = Type.Object(
  {
    added: count("Paths that it added."),
    changed: count("Paths that it changed."),
    deleted: count("Paths that it deleted."),
    unchanged: count("Paths that were touched and are the same: left out."),
    excluded: count("Paths that were left out by rule."),
    conflicts: count("Paths that were changed on both sides."),
    lost: count("Conflicts in which the other side's version stayed."),
  },
  { description: "What the commit did, by path." },
);

/** One entry of a log. It never changes. */
export const generationSpec = Type.Object(
  {
    cache: label("The name of its cache, in the same namespace."),
    cacheUID: text("The uid of its cache: one that is deleted and made again is another one.", 63),
    scope: label("The scope of its log."),
    domain: domain("The domain of its log."),
    number: entryNumber("Its number in the log.", 1),
    parent: entryNumber("The number of the generation it was appended on; 0 for the first."),
    epoch: count("How often the cache was pruned before."),
    kind: Type.Enum(["build", "compacted", "evicted", "reset", "pruned", "imported", "rolledBack"], {
      type: "string",
      description: "How it came about.",
    }),
    layers: Type.Array(layer, {
      maxItems: 128,
      "x-kubernetes-list-type": "atomic",
      description: "The layers that it shows, newest first.",
    }),
    directories: Type.Optional(count("Directories that it shows, its root included, where they were counted.")),
    volume: text("The incarnation of the volume that it came from; empty when none made it."),
    by,
    base: entryNumber("The generation that the volume had started from; 0 for none."),
    changes,
    merged: Type.Boolean({ description: "Whether the log had moved on since the base, so that this is a merge." }),
    bytes: count("Bytes that the commit added."),
    limit: Type.Optional(count("The cache's size limit at that time, in bytes.")),
    time: time("When it was appended."),
  },
  {
    description: "An entry of a log. It never changes.",
    "x-kubernetes-validations": [{ rule: "self == oldSelf", message: "a generation never changes" }],
  },
);
