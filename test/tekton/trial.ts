/** What became of one thing that was tried. */

export interface Trial {
  readonly what: string;
  /** What was not as it has to be. */
  readonly wrong: readonly string[];
}
