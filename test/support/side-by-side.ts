/** Builds that run side by side, from one generation, and end one after the other. */
import type { Running } from "./running.ts";

export type Work = (target: string) => unknown;

/** Publishes a volume for each, lets all of them work, and unpublishes in their order; the head has all commits then. */
export async function sideBySide(
  running: Running,
  attributes: Readonly<Record<string, string>>,
  ...works: readonly Work[]
): Promise<void> {
  const stamp = running.lines.length;
  const ids = works.map((_, index) => `side-${stamp}-${index}`);
  const targets: string[] = [];
  for (const id of ids) targets.push(await running.publish({ id, attributes }));
  for (const [index, work] of works.entries()) await work(targets[index] ?? "");
  for (const id of ids) await running.unpublish(id);
  await running.ended(...ids);
}
