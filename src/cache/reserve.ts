/** The port to a part of the disk that is kept free for ourselves. */

/** A part of the disk that is kept, so that records can be written, and space be freed, when pods have filled the rest. */
export interface Reserve {
  /** Bytes; a delta that is larger is one of those that filled the disk. */
  readonly size: number;
  /** Whether it is kept right now. */
  readonly whole: boolean;
  /** Takes it from the free space; leaves nothing when there is not enough, and throws nothing. */
  keep(): Promise<void>;
  /** Gives it to whatever needs space next. */
  release(): Promise<void>;
}
