/** Whether a delta can stand on a head as it is: the walk tells here where the layer that it would make is another one. */

/** What is known of one delta so far. */
export class Standing {
  readonly #head: "its base" | "another";
  #stands = true;

  constructor(head: "its base" | "another") {
    this.#head = head;
  }

  /** Whether the delta itself shows, on this head, what the layer that is made of it would show. */
  get stands(): boolean {
    return this.#stands;
  }

  /** Whether nobody needs the rest of the walk: the layer is made, and counts by itself. On its base, what is no contribution is counted to the end. */
  get isOver(): boolean {
    return !this.#stands && this.#head === "another";
  }

  /** Something that is in the delta is no contribution. */
  leavesOut(): void {
    this.#stands = false;
  }

  /** The head has something that the delta did not start from, and that it would hide or bring back. On its base there is no such thing. */
  differs(): void {
    if (this.#head === "another") this.#stands = false;
  }
}
