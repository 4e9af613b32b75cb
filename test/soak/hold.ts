/** Keeps volumes in use while they are unpublished. */
import { closeSync, constants, openSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Holder } from "../support/holders.ts";
import type { Running } from "../support/running.ts";
import type { Use } from "./plan.ts";

/** Holds the volume of this id until the result is disposed of; a writer lets go as soon as the plugin says that it waits for it. */
export async function hold(running: Running, id: string, use: Use): Promise<AsyncDisposable> {
  const target = running.target(id);
  if (use === "reader") return closing(openSync(target, constants.O_RDONLY | constants.O_DIRECTORY));
  if (use === "writer") return writing(running, id, openSync(join(target, "held"), "a"));
  if (use === "directory") return Holder.in(target);
  if (use === "none") return closing();
  const holder = await Holder.withMounts();
  const elsewhere = join(running.root, "elsewhere", id);
  await mkdir(elsewhere, { recursive: true });
  await holder.run(`mount --bind ${target} ${elsewhere}`);
  return holder;
}

function closing(...descriptors: number[]): AsyncDisposable {
  const close = (): void => descriptors.splice(0).forEach((descriptor) => closeSync(descriptor));
  return { [Symbol.asyncDispose]: async () => close() };
}

function writing(running: Running, id: string, descriptor: number): AsyncDisposable {
  const held = closing(descriptor);
  const close = (): Promise<void> => Promise.resolve(held[Symbol.asyncDispose]());
  running
    .said(({ volume, busy }) => volume === id && busy === "writer", running.lines.length)
    .then(close, () => close())
    .catch(() => {});
  return held;
}
