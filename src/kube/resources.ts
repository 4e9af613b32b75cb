/** The resources of the API server that Cachefork reads or writes, as types, each with where it is found. */
import type { Static } from "typebox";
import type { cacheSpec, cacheStatus } from "./schema-cache.ts";
import type { generationSpec } from "./schema-generation.ts";
import type { holdingSpec, holdingStatus } from "./schema-holding.ts";

/** The version of our own resources. */
export const apiVersion = "cachefork.dev/v1alpha1";

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFields[];
}

/** Of what somebody wrote of an object, when the API server took it last. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: string;
}

/** Any object of the API server. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** An object as it is sent. */
export interface Draft extends Resource {
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Where objects of one type are found. The type parameter is what is read there. */
export interface Kind<Type extends Resource> {
  readonly apiVersion: string;
  readonly kind: string;
  /** The name in paths and permissions. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Never there: it ties the type to the value. */
  readonly read?: Type;
}

/** An object by its name; the namespace is undefined for what has none. */
export interface ObjectName {
  readonly namespace?: string | undefined;
  readonly name: string;
}

export type CacheSpec = Static<typeof cacheSpec>;
export type CacheStatus = Static<typeof cacheStatus>;

/** What a cache is asked for at its making: the API server fills in what is missing. */
export interface NewCache extends Resource {
  readonly spec: { readonly [Part in keyof CacheSpec]?: Partial<CacheSpec[Part]> };
}

export interface Cache extends Resource {
  readonly spec: CacheSpec;
  readonly status?: CacheStatus;
}

export type GenerationSpec = Static<typeof generationSpec>;

export interface GenerationResource extends Resource {
  readonly spec: GenerationSpec;
}

export type HoldingSpec = Static<typeof holdingSpec>;
export type HoldingStatus = Static<typeof holdingStatus>;
export type HoldingLog = HoldingStatus["logs"][number];

export interface Holding extends Resource {
  readonly spec: HoldingSpec;
  readonly status?: HoldingStatus;
}

/** Of a pod, what tells whether it has ended. */
export interface Pod extends Resource {
  readonly spec?: {
    readonly nodeName?: string;
    readonly restartPolicy?: string;
    readonly initContainers?: readonly Container[];
    readonly containers?: readonly Container[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  };
}

interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly object[];
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly terminated?: object; readonly running?: object; readonly waiting?: object };
}

/** Something that happened to a pod, for `kubectl describe pod`. */
export interface PodEvent extends Resource {
  readonly involvedObject: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly source: { readonly component: string; readonly host: string };
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
  readonly count: number;
}

export const caches: Kind<Cache> = { apiVersion, kind: "Cache", plural: "caches", namespaced: true };
export const generations: Kind<GenerationResource> = {
  apiVersion,
  kind: "Generation",
  plural: "generations",
  namespaced: true,
};
export const holdings: Kind<Holding> = { apiVersion, kind: "Holding", plural: "holdings", namespaced: false };
export const pods: Kind<Pod> = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true };

/** Of a node, whether it is there. */
export const nodes: Kind<Resource> = { apiVersion: "v1", kind: "Node", plural: "nodes", namespaced: false };

/** What replicas compete for (coordination.k8s.io/v1). */
export interface Lease extends Resource {
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
    readonly leaseTransitions?: number;
  };
}

export const leases: Kind<Lease> = {
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  plural: "leases",
  namespaced: true,
};

export const podEvents: Kind<PodEvent> = { apiVersion: "v1", kind: "Event", plural: "events", namespaced: true };

/** Labels of a Generation: what it is found by. */
export const cacheLabel = "cachefork.dev/cache";
export const domainLabel = "cachefork.dev/domain";
