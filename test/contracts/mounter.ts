/** The contract of the port Mounter, for the fake and the real one alike. */
import { expect } from "chai";
import { type ErrorKind, isKind } from "../../src/cache/errors.ts";
import type { Mounter, OverlayMount } from "../../src/cache/ports.ts";
import type { Holder } from "../fakes/fake-mounter.ts";
import { skipBecause } from "../host/skip.ts";

/** What the suite needs around a mounter; disposed after each test, whatever happened in it. */
export interface MounterWorld extends AsyncDisposable {
  readonly mounter: Mounter;
  /** Whether `inUse` also knows mounts that are in no mount table any more. */
  readonly seesDetached: boolean;
  /** A writable overlay with this many lower layers, whose directories exist. */
  overlay(lowers: number): Promise<OverlayMount>;
  /** A new target that does not exist. */
  target(): string;
  /** Lets somebody hold the mount at the target; call what is returned to end that. */
  hold(target: string, how: Holder): Promise<() => Promise<void>>;
}

/** Runs the contract on a mounter in a world that `make` makes anew for each test. */
export function describeMounter(make: () => Promise<MounterWorld>): void {
  let world: MounterWorld;
  let overlay: OverlayMount;
  let target: string;

  beforeEach(async () => {
    world = await make();
    overlay = await world.overlay(2);
    target = world.target();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("lists a mount with its target and source, until it is unmounted", async () => {
    await world.mounter.mount(overlay, target);
    expect(await world.mounter.list()).to.deep.include({ target, source: overlay.source });
    await world.mounter.unmount(target);
    expect((await world.mounter.list()).map((mount) => mount.target)).to.not.include(target);
  });

  it("mounts two lower layers without an upper", async () => {
    await world.mounter.mount({ ...overlay, upperdir: undefined, workdir: undefined }, target);
    expect(await world.mounter.list()).to.deep.include({ target, source: overlay.source });
  });

  it("unmounts what is not mounted, and detaches it, without a word", async () => {
    await world.mounter.unmount(target);
    await world.mounter.detach(target);
  });

  it("unmounts everything that is mounted at a target", async () => {
    const second = await world.overlay(1);
    await world.mounter.mount(overlay, target);
    await world.mounter.mount(second, target);
    await world.mounter.unmount(target);
    expect((await world.mounter.list()).map((mount) => mount.target)).to.not.include(target);
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(false);
  });

  it("mounts at a target again after it was unmounted", async () => {
    await world.mounter.mount(overlay, target);
    await world.mounter.unmount(target);
    const second = await world.overlay(1);
    await world.mounter.mount(second, target);
    expect(await world.mounter.list()).to.deep.include({ target, source: second.source });
  });

  it("refuses layers whose names do not fit in the kernel's page as out-of-range", async () => {
    const lowerdir = Array.from({ length: 500 }, (_, number) => `l/0123456789${number}`);
    const error = await failure(world.mounter.mount({ ...overlay, lowerdir }, target), "out-of-range");
    expect(error.message).to.match(/500 layers/);
  });

  it("refuses a directory that would be read as something else as invalid", async () => {
    for (const directory of ["l/a:l/b", "l/a,upperdir=l/b", "/etc", "../etc", "l/../../etc", ""]) {
      await failure(world.mounter.mount({ ...overlay, lowerdir: [directory] }, target), "invalid");
    }
  });

  it("is busy making read-only what a writer holds, and succeeds when the writer ends", async () => {
    await world.mounter.mount(overlay, target);
    const release = await world.hold(target, "writer");
    await failure(world.mounter.remountReadOnly(target), "busy");
    await failure(world.mounter.unmount(target), "busy");
    await release();
    await world.mounter.remountReadOnly(target);
    await world.mounter.remountReadOnly(target);
    await world.mounter.unmount(target);
  });

  it("knows what is mounted at a target itself", async () => {
    const second = await world.overlay(1);
    expect(await world.mounter.mountedAt(target)).to.deep.equal([]);
    await world.mounter.mount(overlay, target);
    await world.mounter.mount(second, world.target());
    expect(await world.mounter.mountedAt(target)).to.deep.equal([overlay.source]);
    await world.mounter.unmount(target);
    expect(await world.mounter.mountedAt(target)).to.deep.equal([]);
  });

  it("finds nothing to make read-only where nothing is mounted", async () => {
    await failure(world.mounter.remountReadOnly(target), "not-found");
  });

  it("is busy unmounting somebody's working directory, and detaches it", async () => {
    await world.mounter.mount(overlay, target);
    const release = await world.hold(target, "directory");
    await world.mounter.remountReadOnly(target);
    await failure(world.mounter.unmount(target), "busy");
    await world.mounter.detach(target);
    expect((await world.mounter.list()).map((mount) => mount.target)).to.not.include(target);
    if (world.seesDetached) expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(true);
    await release();
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(false);
  });

  it("knows an upper in use while it is mounted, and not afterwards", async () => {
    await world.mounter.mount(overlay, target);
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(true);
    await world.mounter.unmount(target);
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(false);
  });

  it("knows an upper in use while somebody works in a copy of its mount in another namespace", async function () {
    if (!world.seesDetached) skipBecause(this, "overlayfs keeps no index in a user namespace");
    await world.mounter.mount(overlay, target);
    const release = await world.hold(target, "leak");
    await world.mounter.remountReadOnly(target);
    await world.mounter.unmount(target);
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(true);
    await release();
    expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(false);
  });
}

/** The CacheError of this kind that the promise must reject with. */
export async function failure(promise: Promise<unknown>, kind: ErrorKind): Promise<Error> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isKind(error, kind)) return error;
  throw new Error(`Expected a CacheError of kind ${kind}, got ${String(error)}`, { cause: error });
}
