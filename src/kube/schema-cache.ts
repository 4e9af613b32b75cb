/** The schema of the resource Cache; only fields that take effect are in it (ADR 0027). */
import { Type } from "typebox";
import { count, domain, label, quantity, text, time } from "./schema-fields.ts";

const commit = Type.Object(
  {
    when: Type.Enum(["always", "onSuccess", "never"], {
      type: "string",
      default: "always",
      description:
        "Whether what a pod changed is committed when it ends; onSuccess: if its phase is Succeeded then, which a pod that is deleted at its end may never be. A volume may ask for less: never.",
    }),
  },
  { default: {}, description: "When volumes are committed." },
);

const merge = Type.Object(
  {
    strategy: Type.Enum(["union", "lastWriterWins", "firstWriterWins"], {
      type: "string",
      default: "union",
      description:
        "union merges by path; lastWriterWins takes the view of the volume that commits; firstWriterWins discards a delta when another was committed since its volume started.",
    }),
  },
  { default: {}, description: "How concurrent commits are reconciled." },
);

const retention = Type.Object(
  {
    generations: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 5,
      description: "How many generations are kept. Compactions do not count.",
    }),
    maxAge: Type.Optional(
      text("How long generations are kept, the newest one too, like 12h or 30d. For ever unless given.", 7, {
        pattern: "^[1-9][0-9]{0,5}[mhd]$",
      }),
    ),
    size: Type.Optional(
      Type.Union([Type.Integer(), Type.String()], {
        "x-kubernetes-int-or-string": true,
        minimum: 1,
        maxLength: 32,
        pattern: "^([0-9]+\\.[0-9]*[1-9][0-9]*|[0-9]*[1-9][0-9]*(\\.[0-9]+)?)([kMGTP]|[KMGTP]i)?$",
        description: "How much the newest generation may show, like 20Gi. No limit unless given.",
      }),
    ),
    whenFull: Type.Enum(["evict", "reset", "refuse"], {
      type: "string",
      default: "evict",
      description:
        "What becomes of a cache that is past its size: evict leaves out the files touched longest ago, reset starts anew, refuse discards the commit.",
    }),
  },
  { default: {}, description: "How much is kept." },
);

const source = Type.Object(
  {
    cache: label("The cache that this one was made from."),
    domain: domain("The domain of the log that was forked."),
    generation: count("The number of the generation that was forked.", { minimum: 1 }),
  },
  { description: "What this cache was forked from. Set when it is made, and never after." },
);

/** What a user asks of a cache. */
export const cacheSpec = Type.Object(
  { commit, merge, retention, source: Type.Optional(source) },
  {
    default: {},
    description: "What is asked of the cache.",
    "x-kubernetes-validations": [
      {
        rule: "has(self.source) == has(oldSelf.source) && (!has(self.source) || self.source == oldSelf.source)",
        message: "source is set when the cache is made, and cannot be changed",
      },
    ],
  },
);

const head = Type.Object(
  {
    scope: label("The scope of the log."),
    domain: domain("The domain of the log."),
    node: Type.Optional(text("The node that has the log's layers.")),
    generation: count("The number of the newest generation; 0 when all were retired."),
    time: Type.Optional(time("When it was appended.")),
    by: Type.Optional(text("The pod that it came from, as namespace/name.", 320)),
    floor: count("Generations up to this number are gone, or count as gone. It only rises."),
    lostSince: Type.Optional(time("Since when no node has the log's layers; a day later the log is given up.")),
  },
  { description: "The newest generation of one log." },
);

const condition = Type.Object(
  {
    type: text("What the condition is about.", 316),
    status: Type.Enum(["True", "False", "Unknown"], { type: "string", description: "Whether it holds." }),
    observedGeneration: Type.Optional(count("The metadata.generation that it was told of.")),
    lastTransitionTime: time("When the status changed last."),
    reason: text("Why, in a word.", 1024),
    message: text("Why, for people.", 4096),
  },
  { description: "Something that is true of the cache or not." },
);

const lastCommit = Type.Object(
  {
    generation: count("Its number."),
    domain: domain("The domain of its log."),
    time: time("When it was appended."),
    pod: text("The pod that it came from, as namespace/name.", 320),
  },
  { description: "The newest commit in any domain." },
);

/** What the controller says of a cache. */
export const cacheStatus = Type.Object(
  {
    heads: Type.Optional(
      Type.Array(head, {
        maxItems: 64,
        "x-kubernetes-list-type": "map",
        "x-kubernetes-list-map-keys": ["scope", "domain"],
        description: "The newest generation of each log: of the 64 logs that were appended to last.",
      }),
    ),
    generations: Type.Optional(count("Generations in all logs.")),
    size: Type.Optional(quantity("Bytes in the layers of all generations, for people.")),
    sizeBytes: Type.Optional(count("Bytes in the layers of all generations.")),
    hits: Type.Optional(count("Volumes that started from the newest generation.")),
    coldStarts: Type.Optional(count("Volumes that started empty.")),
    conflicts: Type.Optional(count("Paths that were changed on both sides of a merge.")),
    pendingDeltas: Type.Optional(count("Deltas that wait on some node for their commit.")),
    conditions: Type.Optional(
      Type.Array(condition, {
        maxItems: 16,
        "x-kubernetes-list-type": "map",
        "x-kubernetes-list-map-keys": ["type"],
        description: "Ready, and CommitsAccepted, which says why the last commit was refused.",
      }),
    ),
    lastCommit: Type.Optional(lastCommit),
  },
  { description: "What is known of the cache. Written by the controller only." },
);
