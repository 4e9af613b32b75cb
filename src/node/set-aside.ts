/** Sets aside what cannot be read, so that the sweep knows all that is pinned (docs/adr/0022-set-aside.md). */
import type { Note, Unreadable } from "../cache/aside.ts";
import { planNotes } from "../cache/aside.ts";
import type { LayerId } from "../cache/generation.ts";
import type { World } from "./world.ts";

/**
 * Notes what cannot be read now, drops the notes of what is gone or can be read, and answers all layers that the notes pin.
 * Ask it after the pins that can be read: what became unreadable in between is noted then with all layers that are there.
 */
export async function setAside(world: World): Promise<ReadonlySet<LayerId>> {
  const { aside, clock, events, layers, ledger, snapshots, volumes } = world;
  const unreadable = [...volumes.unreadable(), ...(await ledger.unreadable()), ...(await snapshots.unreadable())];
  const notes = await aside.list();
  const { add, keep, drop } = planNotes(notes, unreadable);
  const mounted = await needed(world, drop);
  const kept = [...keep, ...mounted];
  if (add.length > 0) {
    const present = await layers.list();
    const since = clock.now().toISOString();
    for (const one of add) {
      const note = await aside.add({ ...plain(one), since, layers: one.pins === "layers" ? present : [] });
      events.setAside(note);
      kept.push(note);
    }
  }
  await aside.keepOnly(kept);
  for (const note of drop)
    if (!mounted.includes(note) && !add.some(({ name }) => name === note.name)) events.restored(note);
  return new Set(kept.flatMap((note) => note.layers));
}

/** Those whose record somebody moved away while the volume is still mounted: its pod reads the layers. */
async function needed({ mounter, volumes }: World, gone: readonly Note[]): Promise<readonly Note[]> {
  const records = gone.filter(({ incarnation }) => incarnation !== undefined && !volumes.get(incarnation));
  if (records.length === 0) return [];
  const mounted = new Set((await mounter.list()).map(({ source }) => source));
  return records.filter(({ incarnation }) => mounted.has(incarnation ?? ""));
}

function plain({ name, why, pins, mark, incarnation }: Unreadable): Unreadable {
  return { name, why, pins, mark, incarnation };
}
