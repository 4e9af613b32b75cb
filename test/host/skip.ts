/** Skips a test out loud. */

/** Skips the running test, with the reason in its title. */
export function skipBecause(context: Mocha.Context, why: string): never {
  // In a hook, the test is the one that the hook is for.
  const test = context.currentTest ?? context.test;
  if (test !== undefined) test.title += ` (skipped: ${why})`;
  return context.skip();
}
