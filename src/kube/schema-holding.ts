/** The schema of the resource Holding: what one node has on its disk. */
import { Type } from "typebox";
import { count, domain, entryNumber, label, quantity, text, time } from "./schema-fields.ts";

/** Which node it is, and the domain of its logs. */
export const holdingSpec = Type.Object(
  {
    node: text("The node's name."),
    domain: domain("The domain of the node's logs: 8 hex digits of the UUID that its state keeps."),
  },
  {
    description: "Whose it is. Never changes: whose a domain is, the time at which its Holding was made decides.",
    "x-kubernetes-validations": [
      { rule: "self == oldSelf", message: "a holding's node and domain never change: delete it, and make it anew" },
    ],
  },
);

const refusal = Type.Object(
  {
    time: time("When it was refused."),
    pod: text("The pod whose changes were not committed, as namespace/name.", 320),
    reason: text("Why, in a word.", 63),
    message: text("Why, for people.", 1024),
  },
  { description: "The last delta that did not become a generation." },
);

const log = Type.Object(
  {
    namespace: label("The namespace of its cache."),
    cache: label("The name of its cache."),
    head: entryNumber("The number of its newest generation; 0 for none."),
    floor: entryNumber("Generations up to this number are gone from the node."),
    generations: count("Generations that the node has."),
    size: count("Bytes in their layers, each counted once."),
    hits: count("Volumes that started from the newest generation."),
    coldStarts: count("Volumes that started empty."),
    conflicts: count("Paths that were changed on both sides of a merge."),
    pendingDeltas: count("Sealed deltas of this cache that wait for their commit."),
    lastRefusal: Type.Optional(refusal),
  },
  { description: "One cache's log on this node. What is counted is counted since the log began here." },
);

/** What the node says of itself. */
export const holdingStatus = Type.Object(
  {
    time: time("When the node wrote this."),
    disk: Type.Object(
      {
        size: quantity("Its size, for people."),
        free: quantity("What is free of it, for people."),
        sizeBytes: count("Its size in bytes."),
        freeBytes: count("What is free of it, in bytes."),
      },
      { description: "The disk that holds the state." },
    ),
    layers: Type.Object(
      {
        count: count("How many layers generations refer to."),
        size: quantity("The bytes in them, for people."),
        bytes: count("The bytes in them."),
      },
      { description: "What the generations on this node consist of." },
    ),
    pendingDeltas: count("Sealed deltas that wait for their commit."),
    openVolumes: count("Volumes that pods have now."),
    committedFor: Type.Optional(
      Type.Array(text("A request.", 63), {
        maxItems: 128,
        "x-kubernetes-list-type": "atomic",
        description: "The newest requests to commit what ended pods wrote that the node has answered.",
      }),
    ),
    // Applied empty where there were some, it comes as null: only what has a default may.
    logs: Type.Array(log, {
      maxItems: 1000,
      default: [],
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["namespace", "cache"],
      description: "The logs on this node: of the 1000 caches that were used last.",
    }),
  },
  { description: "What the node has. Written by that node only." },
);
