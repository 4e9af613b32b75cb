/** Skips a test out loud. */

/** Skips the running test, with the reason in its title. */
export function skipBecause(context: Mocha.Context, why: string): never {
  if (context.test !== undefined) context.test.title += ` (skipped: ${why})`;
  return context.skip();
}
