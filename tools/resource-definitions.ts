/** What our resources are called, what their rules are, and what `kubectl get` shows of them. */
import type { TSchema } from "typebox";
import { cacheSpec, cacheStatus } from "../src/kube/schema-cache.ts";
import type { Rule } from "../src/kube/schema-fields.ts";
import { generationSpec } from "../src/kube/schema-generation.ts";
import { holdingSpec, holdingStatus } from "../src/kube/schema-holding.ts";

/** What `kubectl get` shows; with a priority only with `-o wide`. */
interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "date";
  readonly jsonPath: string;
  readonly description: string;
  readonly priority?: 1;
}

/** A resource of ours. */
export interface Definition {
  readonly kind: string;
  readonly singular: string;
  readonly plural: string;
  readonly shortName: string;
  readonly scope: "Namespaced" | "Cluster";
  readonly description: string;
  readonly spec: TSchema;
  readonly status?: TSchema;
  readonly rules: readonly Rule[];
  readonly columns: readonly Column[];
}

const age: Column = {
  name: "Age",
  type: "date",
  jsonPath: ".metadata.creationTimestamp",
  description: "When it was made",
};

const cache: Definition = {
  kind: "Cache",
  singular: "cache",
  plural: "caches",
  shortName: "cch",
  scope: "Namespaced",
  description: "A build cache: every pod that mounts it gets a warm copy of its own.",
  spec: cacheSpec,
  status: cacheStatus,
  rules: [
    {
      rule: "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
      message: 'a cache\'s name must be 1 to 63 characters of a-z, 0-9 and "-", with a letter or digit at both ends',
    },
  ],
  columns: [
    column("Ready", "string", '.status.conditions[?(@.type=="Ready")].status', "Whether volumes start warm"),
    column("Generation", "integer", ".status.lastCommit.generation", "The newest generation"),
    column("Generations", "integer", ".status.generations", "Generations in all logs"),
    column("Size", "string", ".status.size", "Bytes in the layers of all generations"),
    column("Hits", "integer", ".status.hits", "Volumes that started from the newest generation"),
    column("Cold", "integer", ".status.coldStarts", "Volumes that started empty"),
    column("Conflicts", "integer", ".status.conflicts", "Paths that were changed on both sides of a merge"),
    column("Committed", "date", ".status.lastCommit.time", "When the newest generation was appended"),
    age,
    wide("By", "string", ".status.lastCommit.pod", "The pod that the newest generation came from"),
    wide("Pending", "integer", ".status.pendingDeltas", "Deltas that wait for their commit"),
    wide("Commit", "string", ".spec.commit.when", "Whether volumes are committed"),
    wide("Merge", "string", ".spec.merge.strategy", "How concurrent commits are reconciled"),
    wide("Limit", "string", ".spec.retention.size", "How much the newest generation may show"),
  ],
};

const generation: Definition = {
  kind: "Generation",
  singular: "generation",
  plural: "generations",
  shortName: "gen",
  scope: "Namespaced",
  description: "One state of a cache, for ever: which layers it consists of, who made it, and what the commit did.",
  spec: generationSpec,
  rules: [
    {
      // Not as one text: the API server takes a number for a text of any length, and refuses a rule that could cost so much.
      rule: "self.metadata.name.split('.') == [self.spec.cache, self.spec.scope, self.spec.domain, string(self.spec.number)]",
      message: "a generation's name is <cache>.<scope>.<domain>.<number>",
    },
  ],
  columns: [
    column("Cache", "string", ".spec.cache", "Its cache"),
    column("Number", "integer", ".spec.number", "Its number in the log"),
    column("Kind", "string", ".spec.kind", "How it came about"),
    column("Pod", "string", ".spec.by.pod", "The pod that it came from"),
    column("Node", "string", ".spec.by.node", "The node that it came from"),
    column("Bytes", "integer", ".spec.bytes", "Bytes that the commit added"),
    age,
    wide("Domain", "string", ".spec.domain", "The domain of its log"),
    wide("Base", "integer", ".spec.base", "The generation that its volume had started from"),
    wide("Added", "integer", ".spec.changes.added", "Paths that it added"),
    wide("Changed", "integer", ".spec.changes.changed", "Paths that it changed"),
    wide("Deleted", "integer", ".spec.changes.deleted", "Paths that it deleted"),
    wide("Conflicts", "integer", ".spec.changes.conflicts", "Paths that were changed on both sides"),
  ],
};

const holding: Definition = {
  kind: "Holding",
  singular: "holding",
  plural: "holdings",
  shortName: "hold",
  scope: "Cluster",
  description: "What one node has on its disk. It has the node's name, and only that node writes it.",
  spec: holdingSpec,
  status: holdingStatus,
  rules: [{ rule: "self.metadata.name == self.spec.node", message: "a holding has the name of its node" }],
  columns: [
    column("Domain", "string", ".spec.domain", "The domain of the node's logs"),
    column("Layers", "integer", ".status.layers.count", "Layers that generations refer to"),
    column("Size", "string", ".status.layers.size", "The bytes in them"),
    column("Free", "string", ".status.disk.free", "What is free of the disk"),
    column("Open", "integer", ".status.openVolumes", "Volumes that pods have now"),
    column("Pending", "integer", ".status.pendingDeltas", "Sealed deltas that wait for their commit"),
    column("Written", "date", ".status.time", "When the node wrote this"),
    age,
  ],
};

function column(name: string, type: Column["type"], jsonPath: string, description: string): Column {
  return { name, type, jsonPath, description };
}

function wide(name: string, type: Column["type"], jsonPath: string, description: string): Column {
  return { name, type, jsonPath, description, priority: 1 };
}

/** All of them. */
export const definitions: readonly Definition[] = [cache, generation, holding];
