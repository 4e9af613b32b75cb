/** The doctor's rules: which facts are which findings. */
import { expect } from "chai";
import type { Generation } from "../../src/cache/generation.ts";
import type { Survey } from "../../src/cache/inspection.ts";
import type { Snapshot } from "../../src/cache/snapshot.ts";
import type { Volume } from "../../src/cache/volume.ts";
import { diagnose } from "../../src/cli/diagnose.ts";
import type { Facts, Finding } from "../../src/cli/finding.ts";
import { newVolume } from "../contracts/inspection-world.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { lost, lostRecord } from "../support/lost.ts";

const refs = (...ids: readonly string[]) => ids.map((id) => ({ id, size: 1, entries: 1 }));

function generation(number: number, ...layers: readonly string[]): Generation {
  const place = { cache: npm, cacheUID: "uid", scope: "default", domain: "00c0ffee", number, parent: number - 1 };
  return { ...newGeneration(`v${number}`), ...place, layers: refs(...layers) };
}

function survey(changes: Partial<Survey> = {}): Survey {
  return {
    volumes: [],
    mounted: new Set(),
    unreadable: [],
    unreadableClaims: [],
    aside: [],
    openFiles: 1_000_000,
    layers: new Set(["base", "two", "upper1"]),
    trash: 0,
    retired: [],
    mounts: [],
    bootId: "boot-1",
    disk: { size: 1000, free: 500, inodes: 1000, inodesFree: 500 },
    running: 7,
    ...changes,
  };
}

/** A sound state: a head, an open volume on it that is mounted, and a plugin that runs. */
function facts(changes: Partial<Survey> = {}, more: Partial<Facts> = {}): Facts {
  const volume = open();
  return {
    survey: survey({
      volumes: [volume],
      mounted: new Set(["a-1"]),
      mounts: [{ source: "a-1", target: "/pods/a-1" }],
      ...changes,
    }),
    logs: [{ key: npm, head: 2, generations: [generation(1, "base"), generation(2, "two", "base")] }],
    snapshots: [],
    unreadable: [],
    heldAside: new Map(),
    ...more,
  };
}

function open(changes: Partial<Volume> = {}): Volume {
  return newVolume("a-1", { base: { generation: 2, epoch: 0, layers: refs("two", "base"), pending: [] }, ...changes });
}

/** Severity and code of all findings but the one that the plugin runs. */
function found(given: Facts): string[] {
  return diagnose(given)
    .filter(({ code }) => code !== "running")
    .map(({ severity, code, subject }) => [severity, code, subject].join(" ").trimEnd());
}

function theFinding(given: Facts, code: Finding["code"]): Finding {
  const [finding] = diagnose(given).filter((candidate) => candidate.code === code);
  if (!finding) throw new Error(`There is no finding ${code}`);
  return finding;
}

describe("diagnose()", () => {
  it("finds nothing wrong with a sound state, and notes who works on it", () => {
    expect(found(facts())).to.deep.equal([]);
    expect(diagnose(facts())).to.deep.equal([
      {
        severity: "note",
        code: "running",
        subject: "",
        what: "The plugin works on this state, as process 7",
        advice: "",
      },
    ]);
  });

  it("finds each record that cannot be read, of the ledger, of volumes and of claims", () => {
    expect(
      found(
        facts(
          { unreadable: [lostRecord("b-1")], unreadableClaims: [lost("claims/c.json", { pins: "nothing" })] },
          { unreadable: [lost("caches/default/npm/3")] },
        ),
      ),
    ).to.deep.equal([
      "problem unreadable caches/default/npm/3",
      "problem unreadable volumes/b-1.json",
      "problem unreadable claims/c.json",
    ]);
  });

  it("finds generations whose layers are missing: a problem at the head, a warning before it", () => {
    const logs = [{ key: npm, head: 2, generations: [generation(1, "gone", "lost"), generation(2, "two", "gone")] }];
    const given = facts({}, { logs });
    expect(found(given)).to.deep.equal([
      "problem layers-missing generation 2 of default/npm",
      "warning layers-missing generation 1 of default/npm",
    ]);
    expect(theFinding(given, "layers-missing").what).to.equal(
      "generation 2 of default/npm, the head, lacks 1 layer: gone",
    );
  });

  it("finds open and sealed volumes whose layers are missing, and lets closed ones be", () => {
    const layers = new Set(["base", "two"]);
    for (const state of ["open", "sealed"] as const)
      expect(found(facts({ volumes: [open({ state })], layers, mounts: [], mounted: new Set() })), state).to.include(
        "problem base-missing a-1",
      );
    for (const state of ["committed", "discarded"] as const)
      expect(found(facts({ volumes: [open({ state })], layers, mounts: [] })), state).to.deep.equal([]);
  });

  it("finds a volume of this boot that was mounted and is not in the mount table", () => {
    expect(found(facts({ mounts: [] }))).to.deep.equal(["problem mount-missing a-1"]);
    expect(found(facts({ mounts: [], mounted: new Set() })), "not mounted yet").to.deep.equal([]);
    expect(found(facts({ mounts: [], volumes: [open({ state: "sealed" })] })), "unmounted").to.not.include(
      "problem mount-missing a-1",
    );
  });

  it("finds a mount without a record, but for one whose record cannot be read", () => {
    const mounts = ["a-1", "b-2"].map((source) => ({ source, target: `/pods/${source}` }));
    expect(found(facts({ mounts }))).to.deep.equal(["warning mount-unknown b-2"]);
    expect(theFinding(facts({ mounts }), "mount-unknown").advice).to.contain("umount /pods/b-2");
    expect(found(facts({ mounts, unreadable: [lostRecord("b-2")] }))).to.deep.equal([
      "problem unreadable volumes/b-2.json",
    ]);
  });

  for (const [what, disk, wanted] of [
    ["half free", { free: 500 }, []],
    ["5 % free", { free: 50 }, []],
    ["4.9 % free", { free: 49 }, ["warning disk-full bytes"]],
    ["0.9 % free", { free: 9 }, ["problem disk-full bytes"]],
    ["4.9 % of inodes free", { inodesFree: 49 }, ["warning disk-full inodes"]],
    ["no limit of inodes", { inodes: 0, inodesFree: 0 }, []],
    ["both used up", { free: 0, inodesFree: 0 }, ["problem disk-full bytes", "problem disk-full inodes"]],
  ] as const) {
    it(`judges a disk with ${what}`, () => {
      const full = { size: 1000, free: 500, inodes: 1000, inodesFree: 500, ...disk };
      expect(found(facts({ disk: full }))).to.deep.equal(wanted);
    });
  }

  it("finds volumes that were open when the machine went down, and does not miss their mounts", () => {
    expect(found(facts({ bootId: "boot-2", mounts: [] }))).to.deep.equal(["warning volumes-crashed"]);
  });

  it("notes what waits to be committed while the plugin runs, but not what never will be", () => {
    const sealed = open({ state: "sealed" });
    const wishes = { ...sealed.request.wishes, commit: "never" as const };
    expect(found(facts({ volumes: [sealed] }))).to.include("note volumes-waiting");
    const never = { ...sealed, request: { ...sealed.request, wishes } };
    expect(found(facts({ volumes: [never] }))).to.not.include("note volumes-waiting");
  });

  it("warns when volumes wait for a plugin that does not run, and notes it when none does", () => {
    expect(found(facts({ running: undefined }))).to.deep.equal(["warning not-running"]);
    const layers = new Set(["base", "two"]);
    expect(found(facts({ running: undefined, volumes: [], mounts: [], layers }))).to.deep.equal(["note not-running"]);
  });

  it("notes layers that nothing pins: no generation, no record of a volume, as base or upper", () => {
    const layers = new Set(["base", "two", "upper1", "garbage", "old"]);
    const older = open({ base: { generation: 0, epoch: 0, layers: refs("old"), pending: [] } });
    expect(theFinding(facts({ layers, volumes: [older] }), "layers-unused").what).to.contain("1 layer");
    expect(found(facts({ layers: new Set(["base", "two", "upper1"]) }))).to.deep.equal([]);
    const doubtful = facts({ layers, volumes: [older] }, { unreadable: [lost("entry 3")] });
    expect(found(doubtful), "what cannot be read may pin them").to.deep.equal(["problem unreadable entry 3"]);
  });

  it("notes trash and entries below a floor", () => {
    const given = facts({ trash: 2, retired: ["default/npm/npm.default.00c0ffee.1"] });
    expect(found(given)).to.deep.equal(["note trash", "note entries-retired"]);
    expect(theFinding(given, "trash").what).to.contain("2 discarded trees");
    expect(theFinding(given, "entries-retired").what).to.contain(
      "1 old entry, the first is default/npm/npm.default.00c0ffee.1",
    );
  });

  it("notes how many snapshots there are, and what of the disk only they keep; and finds what they lack", () => {
    const snapshot = (name: string, ...layers: readonly string[]): Snapshot => {
      const made = newSnapshot({ name, layers: refs(...layers) });
      return { ...made, id: `snap-${name}`, createdAt: "2026-01-01T00:00:00.000Z" };
    };
    const layers = new Set(["base", "two", "upper1", "old"]);
    const snapshots = [snapshot("a", "old", "base"), snapshot("b", "base")];
    const given = facts({ layers }, { snapshots });
    expect(found(given)).to.deep.equal(["note snapshots"]);
    expect(theFinding(given, "snapshots").what).to.contain("Snapshots: 2").and.to.contain("1 layer");
    const broken = facts({}, { snapshots });
    expect(found(broken)).to.deep.equal(["problem snapshot-broken snap-a", "note snapshots"]);
    expect(theFinding(broken, "snapshot-broken").what).to.contain("snapshot a of default/npm lacks 1 layer: old");
  });

  it("puts problems before warnings before notes", () => {
    const given = facts({ trash: 1, bootId: "boot-2", mounts: [], unreadable: [lostRecord("x")] });
    expect(diagnose(given).map(({ severity }) => severity)).to.deep.equal(["problem", "warning", "note", "note"]);
  });
});
