/** What the contract of the port Inspection needs around it. */
import type { Inspection } from "../../src/cache/inspection.ts";
import type { Volume } from "../../src/cache/volume.ts";
import type { Content, LayerContent } from "../fakes/layer-content.ts";

/** What the suite needs around an inspection; disposed after each test. */
export interface InspectionWorld extends AsyncDisposable {
  readonly inspection: Inspection;
  /** Whether owners other than one's own can be given. */
  readonly mayChown: boolean;
  layer(id: string, content: LayerContent): Promise<void>;
  /** Moves a layer to the trash, as a sweep does. */
  discard(id: string): Promise<void>;
  record(volume: Volume): Promise<void>;
}

/** The record of a volume, with what the test changes. */
export function newVolume(incarnation: string, changes: Partial<Volume> = {}): Volume {
  return {
    incarnation,
    volumeId: `csi-${incarnation}`,
    target: `/pods/${incarnation}`,
    request: {
      wishes: {
        cache: "npm",
        readOnly: false,
        required: false,
        commit: "always",
        merge: "union",
        sizeLimit: undefined,
      },
      cache: { namespace: "default", name: "npm" },
      mountGroup: undefined,
      exclusive: false,
      pod: {
        namespace: "default",
        pod: `pod-${incarnation}`,
        uid: `uid-${incarnation}`,
        serviceAccount: "builder",
        node: "n1",
      },
    },
    base: { generation: 0, epoch: 0, layers: [], pending: [] },
    state: "open",
    upper: "upper1",
    bootId: "boot-1",
    openedAt: "2026-01-01T00:00:00.000Z",
    sealNumber: 0,
    delta: undefined,
    reason: undefined,
    ...changes,
  };
}

/** A file of this text. */
export function file(text: string, more: Partial<Extract<Content, { file: string }>> = {}): Content {
  return { file: text, ...more };
}
