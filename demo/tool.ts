/** What the story needs of a build tool: something that downloads packages into a cache, and finds them there. */

/** A package, pinned. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** The packages of the story: everybody needs the first ones, and each of two builds needs one more. */
export interface Packages {
  readonly shared: readonly Package[];
  readonly second: Package;
  readonly third: Package;
}

/** One build: what it needs, where its cache is, and where it works. */
export interface Order {
  readonly packages: readonly Package[];
  readonly cache: string;
  readonly workspace: string;
  /** When not allowed, what the cache lacks is an error. */
  readonly network: "allowed" | "forbidden";
}

/** How a build went. */
export interface Outcome {
  /** undefined when it succeeded, else the tool's word for what went wrong. */
  readonly failure: string | undefined;
  /** Requests that were answered by the registry, by the tool's own count. */
  readonly downloads: number;
  /** Bytes that the volume grew by while the tool ran. */
  readonly grown: number;
  readonly ms: number;
  /** All that the tool printed. */
  readonly output: string;
}

/** A build tool with a cache. */
export interface BuildTool {
  readonly name: string;
  readonly packages: Packages;
  /** How it counts downloads, and what the bytes beside them are, in a sentence for people. */
  readonly counts: string;
  /** Its word for "not in the cache, and the network is forbidden". */
  readonly notCached: string;
  /** Throws a Stop when it cannot work here; else answers with name and version. */
  check(workspace: string, signal: AbortSignal): Promise<string>;
  /** The command line that a build runs, for people. */
  command(order: Pick<Order, "packages" | "network">): string;
  build(order: Order, signal: AbortSignal): Promise<Outcome>;
  /** Whether the cache holds the package's content. */
  holds(cache: string, wanted: Package): Promise<boolean>;
}
