/** Carries a delta onto a head: walks what changed, asks the rules, and stages what they say. */
import type { Changes } from "../cache/generation.ts";
import { noChanges } from "../cache/generation.ts";
import type { Verdict } from "../cache/merge.ts";
import { decide, decideMetadata } from "../cache/merge.ts";
import type { Effect } from "../cache/totals.ts";
import { asBase, newestChange } from "./compare.ts";
import type { Dialect } from "./dialect.ts";
import { GrowingEffect } from "./effect.ts";
import { sameDirectory, unchanged } from "./equal.ts";
import type { Found } from "./found.ts";
import type { Place, Spot } from "./spot.ts";
import { deltaSide, look } from "./spot.ts";
import { squashMerged } from "./squash.ts";
import type { StagedDirectory } from "./staging.ts";
import type { Standing } from "./standing.ts";
import { openBelow, within } from "./tree.ts";
import type { ViewEntry } from "./view.ts";
import { sideOf, viewingBoth } from "./view.ts";

/** A walk over one delta. Counts what it contributes; stages it where there is a place for it. */
export class Carrying {
  readonly #dialect: Dialect;
  readonly #count: { -readonly [Count in keyof Changes]: number } = { ...noChanges };
  readonly #effect: GrowingEffect;
  readonly #standing: Standing | undefined;
  #newest = 0n;

  /** With `standing`, it is told what keeps the delta from standing as it is, and the walk ends where that is all that was asked. */
  constructor(dialect: Dialect, standing?: Standing) {
    this.#dialect = dialect;
    this.#standing = standing;
    this.#effect = new GrowingEffect(dialect);
  }

  get changes(): Changes {
    return { ...this.#count };
  }

  /** What it does to the head. */
  get effect(): Effect {
    return this.#effect.effect;
  }

  /** The newest mtime among the files that the delta contributes; 0 when it contributes none. */
  get newest(): bigint {
    return this.#newest;
  }

  /** Walks one directory of the delta, and then the names that the base has and an opaque directory does not. */
  walk(place: Place): void {
    using names = this.#dialect.namesIn(place.delta);
    for (const name of names) {
      if (this.#standing?.isOver) return;
      this.#name(look(this.#dialect, place, name));
    }
    if (!place.hides || !place.base) return;
    const present = new Set(names);
    using hidden = place.base.names();
    for (const name of hidden) {
      if (!present.has(name))
        this.#delete({
          ...place,
          name,
          found: undefined,
          inBase: place.base.lookup(name),
          inHead: place.head?.lookup(name),
        });
    }
  }

  #name(spot: Spot): void {
    if (!spot.found) return;
    if (spot.found.entry.kind === "whiteout") this.#delete(spot);
    else if (spot.found.entry.kind === "directory") this.#directory(spot, spot.found);
    else this.#file(spot, spot.found);
  }

  #ask(spot: Spot): Verdict {
    const { found, inBase, inHead } = spot;
    const delta = deltaSide(spot);
    return decide({
      base: sideOf(inBase),
      head: sideOf(inHead),
      delta,
      headAsBase: () => asBase(this.#dialect, inBase, inHead),
      deltaAsHead: () => found !== undefined && inHead?.side === "file" && unchanged(this.#dialect, inHead, found),
      deltaAge: () =>
        found && delta === "directory" ? this.#countBelow(spot, found).newest : (found?.entry.mtime ?? 0n),
      headAge: () => newestChange(this.#dialect, inBase, inHead),
    });
  }

  #delete(spot: Spot): void {
    const verdict = this.#ask(spot);
    if (verdict !== "delete") this.#standing?.differs();
    if (verdict === "delete") {
      this.#count.deleted += 1;
      this.#effect.hide(spot.inHead);
      spot.out?.whiteout(spot.name);
    } else if (verdict === "conflict-keep") {
      this.#count.conflicts += 1;
      this.#count.lost += 1;
    } else if (verdict === "descend") {
      this.#deleteBelow(spot);
    }
  }

  /** A deleted directory that the head changed: of what the base had in it, all that is still so goes. */
  #deleteBelow(spot: Spot): void {
    const { inHead } = spot;
    if (!inHead) return;
    const out = spot.out?.below(spot.name, inHead);
    viewingBoth(this.#dialect, spot.inBase, inHead, (base, head) => {
      using names = base?.names();
      for (const name of names ?? []) {
        this.#delete({
          ...spot,
          out,
          name,
          found: undefined,
          inBase: base?.lookup(name),
          inHead: head?.lookup(name),
        });
      }
    });
    out?.finish();
  }

  #file(spot: Spot, found: Found): void {
    const { inBase } = spot;
    // A copy-up has one name. More names are a change even if the content is none: left out, one of them would become another file.
    if (found.entry.nlink === 1n && inBase?.side === "file" && unchanged(this.#dialect, inBase, found)) {
      this.#count.unchanged += 1;
      this.#standing?.leavesOut();
      return;
    }
    const verdict = this.#ask(spot);
    if (verdict.startsWith("conflict")) this.#count.conflicts += 1;
    if (verdict === "conflict-keep") this.#count.lost += 1;
    if (verdict !== "take" && verdict !== "conflict-take") return this.#standing?.differs();
    this.#contribute(inBase, found);
    this.#effect.hide(spot.inHead);
    spot.out?.put(found);
  }

  #contribute(inBase: ViewEntry | undefined, found: Found): void {
    if (inBase) this.#count.changed += 1;
    else this.#count.added += 1;
    if (found.entry.kind !== "directory" && found.entry.mtime > this.#newest) this.#newest = found.entry.mtime;
  }

  #directory(spot: Spot, found: Found): void {
    const verdict = this.#ask(spot);
    if (verdict !== "descend") this.#standing?.differs();
    if (verdict === "descend") this.#unite(spot, found);
    else if (verdict === "conflict-keep") this.#lose(spot, found);
    else this.#replace(spot, found, verdict);
  }

  /** Both sides have a directory, or only the delta: name by name, with metadata merged three-way. */
  #unite(spot: Spot, found: Found): void {
    const { inHead } = spot;
    const base = spot.inBase?.side === "directory" ? spot.inBase : undefined;
    const out = spot.out?.below(spot.name, inHead ?? found);
    const before = this.#total();
    if (!base || !sameDirectory(this.#dialect, base, found)) this.#settle(spot, found, base, out);
    else if (inHead && !sameDirectory(this.#dialect, inHead, found)) this.#standing?.differs();
    this.#below(spot, found, inHead, out);
    this.#finish(spot, found, out, this.#total() > before);
  }

  /** A directory of the layer is never older than the head's, and none is made for nothing. */
  #finish({ inHead }: Spot, found: Found, out: StagedDirectory | undefined, contributes: boolean): void {
    const isOlder = inHead !== undefined && inHead.entry.mtime > found.entry.mtime;
    if (inHead ? isOlder : !contributes) this.#standing?.differs();
    if (contributes && !inHead) this.#effect.show(1);
    if (contributes) out?.setTime(isOlder ? inHead.entry.mtime : found.entry.mtime);
    out?.finish();
  }

  /** A directory that the delta made or changed: gets the metadata that the rules say, and is made even if nothing is put into it. */
  #settle(spot: Spot, found: Found, base: ViewEntry | undefined, out: StagedDirectory | undefined): void {
    const { inHead } = spot;
    if (inHead && sameDirectory(this.#dialect, inHead, found)) return;
    const byHead = inHead !== undefined && !(base && sameDirectory(this.#dialect, base, inHead));
    const whose = decideMetadata({
      byDelta: true,
      byHead,
      deltaNewer: !inHead || found.entry.mtime >= inHead.entry.mtime,
    });
    if (byHead) this.#count.conflicts += 1;
    if (whose === "head") {
      this.#count.lost += 1;
      return this.#standing?.differs();
    }
    this.#contribute(spot.inBase, found);
    out?.become(found);
    out?.descriptor();
  }

  #below(spot: Spot, found: Found, inHead: ViewEntry | undefined, out: StagedDirectory | undefined): void {
    const hides = spot.hides || this.#dialect.isOpaque(found);
    if (hides) this.#standing?.differs();
    within(openBelow(found.directory, found.name), (delta) =>
      viewingBoth(this.#dialect, spot.inBase, inHead, (base, head) => this.walk({ delta, base, head, out, hides })),
    );
  }

  /** What the delta's directory contributes against its own base alone. */
  #countBelow(spot: Spot, found: Found): Carrying {
    const counting = new Carrying(this.#dialect);
    counting.#below(spot, found, spot.inBase, undefined);
    return counting;
  }

  /** The head's file stays where the delta has a directory: all that the delta changed below is lost. */
  #lose(spot: Spot, found: Found): void {
    const lost = this.#countBelow(spot, found).#total();
    if (lost === 0) return;
    this.#count.conflicts += 1;
    this.#count.lost += lost;
  }

  /** The delta's directory takes the place of the head's file, with all that the delta's pod saw in it. */
  #replace(spot: Spot, found: Found, verdict: Verdict): void {
    if (verdict === "conflict-take") this.#count.conflicts += 1;
    const counting = this.#countBelow(spot, found);
    this.#count.added += counting.#count.added;
    this.#count.changed += counting.#count.changed;
    this.#count.deleted += counting.#count.deleted;
    this.#contribute(spot.inBase, found);
    if (counting.newest > this.#newest) this.#newest = counting.newest;
    this.#effect.hide(spot.inHead);
    if (!spot.out) return this.#effect.show(1 + counting.effect.directories);
    const whole = spot.out.below(spot.name, found);
    whole.makeOpaque();
    const above = whole.directories - 1;
    const below =
      spot.inBase?.side === "directory" && !spot.hides && !this.#dialect.isOpaque(found) ? spot.inBase.parts : [];
    squashMerged(this.#dialect, [found, ...below], "nothing", whole);
    this.#effect.show(whole.directories - above);
    whole.finish();
  }

  #total(): number {
    return this.#count.added + this.#count.changed + this.#count.deleted;
  }
}
