/** What a build looks like to Kubernetes: a pod with a shell and a cache. */
import { shellImage } from "../cluster/base-images.ts";

export interface Build {
  readonly name: string;
  /** What its shell runs; the cache is at /cache. */
  readonly script: string;
  /** Volume attributes; the cache's name at least. Undefined for a pod that mounts a claim. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly claim?: string;
  /** The node that it must run on; any unless given. */
  readonly node?: string;
  readonly readOnly?: boolean;
  /** A command that says when the pod is ready. */
  readonly readyWhen?: string;
  readonly user?: number;
  readonly fsGroup?: number;
  readonly restartPolicy?: "Never" | "OnFailure" | "Always";
  /** How often a Job may try again. */
  readonly retries?: number;
  /** How many pods a Job runs to their good end, and how many at a time. */
  readonly completions?: number;
  readonly parallelism?: number;
}

/** The pod, as it would be written in a file. */
export function podOf(build: Build, namespace: string): object {
  return { apiVersion: "v1", kind: "Pod", metadata: { name: build.name, namespace }, spec: podSpec(build) };
}

/** The pod in a Job of the same name. */
export function jobOf(build: Build, namespace: string): object {
  const { retries: backoffLimit = 0, completions = 1, parallelism = 1 } = build;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: build.name, namespace },
    spec: { backoffLimit, completions, parallelism, template: { spec: podSpec(build) } },
  };
}

function podSpec(build: Build): object {
  const { script, node, readyWhen, restartPolicy = "Never" } = build;
  const probe = readyWhen && { exec: { command: ["sh", "-c", readyWhen] }, periodSeconds: 1 };
  return {
    restartPolicy,
    terminationGracePeriodSeconds: 1,
    automountServiceAccountToken: false,
    ...(node ? { nodeSelector: { "kubernetes.io/hostname": node } } : {}),
    securityContext: securityContext(build),
    containers: [
      {
        name: "build",
        image: shellImage,
        command: ["sh", "-ec", script],
        volumeMounts: [{ name: "cache", mountPath: "/cache" }],
        ...(probe ? { readinessProbe: probe } : {}),
      },
    ],
    volumes: [{ name: "cache", ...source(build) }],
  };
}

function securityContext({ user, fsGroup }: Build): object {
  return {
    ...(user === undefined ? {} : { runAsUser: user, runAsGroup: user }),
    ...(fsGroup === undefined ? {} : { fsGroup }),
  };
}

function source({ attributes, claim, readOnly = false }: Build): object {
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: claim, readOnly } };
  return { csi: { driver: "csi.cachefork.dev", readOnly, volumeAttributes: attributes } };
}
