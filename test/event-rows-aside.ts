/** What each event is that tells of something bad in the way, like the rows of a volume's life. */
import type { Note } from "../src/cache/aside.ts";
import { CacheError } from "../src/cache/errors.ts";
import { cache, type Row, volume } from "./event-rows.ts";
import { lost } from "./support/lost.ts";

const note: Note = { ...lost("volumes/a-1.json"), id: "n1", since: "2026-01-01T00:00:00Z", layers: ["l1"] };

/** The events that tell of it. */
export const asideRows: readonly Row[] = [
  [
    (events) => events.sealDelayed(volume, new CacheError("unavailable", "EIO")),
    40,
    "A volume could not be sealed and will be at its unpublish",
    'seal_delays_total{kind="unavailable"} 1',
    "seal delayed npm",
  ],
  [
    (events) => events.covered(volume, "tmpfs tmp"),
    40,
    "Unmounted what covered a volume",
    'busy_total{how="covered"} 1',
    "covered npm: tmpfs tmp",
  ],
  [
    (events) => events.podsUnknown(new CacheError("unavailable", "no answer")),
    40,
    "Could not ask which pods have ended",
    'pods_unknown_total{kind="unavailable"} 1',
    "pods unknown",
  ],
  [
    (events) => events.strayLeft("/pods/1", new CacheError("busy", "in use")),
    40,
    "Could not unmount a mount without a record",
    "unreadable_total 0",
    "stray left",
  ],
  [
    (events) => events.retireDelayed(cache, new CacheError("corrupt", "a directory")),
    40,
    "Could not retire generations",
    "sweep_refusals_total 0",
    "retire delayed npm",
  ],
  [
    (events) => events.setAside(note),
    50,
    "Set aside what cannot be read",
    "set_aside_total 1",
    "set aside volumes/a-1.json",
  ],
  [
    (events) => events.restored(note),
    30,
    "What was set aside is gone, or can be read again",
    "set_aside_total 0",
    "restored volumes/a-1.json",
  ],
  [
    (events) => events.unmountedAside("a-1", "/pods/1"),
    50,
    "Unmounted a volume whose record cannot be read",
    "unreadable_total 0",
    "unmounted aside a-1",
  ],
  [
    (events) => events.layersMissing(volume, ["l1", "l2"]),
    50,
    "Layers are missing; commits go on without them",
    "unreadable_total 0",
    "layers missing npm: 2",
  ],
];
