/** A thin client of the API server: typed verbs for one object or a list of them. */
import { CacheError, isKind } from "../cache/errors.ts";
import { aboutMany, aboutOne, pathOf, queryOf, type Selection, type Subresource } from "./address.ts";
import type { About } from "./failure.ts";
import { type Call, Requests, type RequestsOptions } from "./requests.ts";
import type { Draft, Kind, Metadata, ObjectName, Resource } from "./resources.ts";

export interface List<Type> {
  readonly items: readonly Type[];
  /** Where a watch goes on. */
  readonly resourceVersion: string;
}

/** What an object must be for it to be deleted. */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** What happened to an object, as a watch tells it; a bookmark only tells how far it has come. */
export type WatchEvent<Type> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: Type }
  | { readonly type: "BOOKMARK"; readonly object: { readonly metadata: Metadata } }
  | { readonly type: "ERROR"; readonly object: { readonly code?: number; readonly message?: string } };

/** Items of one answer. */
const pageSize = 500;

/**
 * Every call ends: with its answer, with the signal, or after the timeout. Errors are CacheErrors: `not-found`, `exists`, `conflict`
 * (the object changed meanwhile), `invalid` (the server refuses the object), `precondition` (not allowed, or a kind that the server does
 * not have), `unavailable` (no answer, or it asks to come later). After `unavailable`, a write may have been carried out.
 */
export class Client implements Disposable {
  readonly #requests: Requests;

  constructor(options: RequestsOptions) {
    this.#requests = new Requests(options);
  }

  /** The object as it is now (a quorum read). */
  async get<Type extends Resource>(kind: Kind<Type>, name: ObjectName, signal: AbortSignal): Promise<Type> {
    return this.#object<Type>({ method: "GET", path: pathOf(kind, name), about: aboutOne("get", kind, name) }, signal);
  }

  /** The object, or undefined when there is none. */
  async find<Type extends Resource>(
    kind: Kind<Type>,
    name: ObjectName,
    signal: AbortSignal,
  ): Promise<Type | undefined> {
    try {
      return await this.get(kind, name, signal);
    } catch (error) {
      if (isKind(error, "not-found")) return undefined;
      throw error;
    }
  }

  /** All objects of a selection at one moment. */
  list<Type extends Resource>(kind: Kind<Type>, selection: Selection, signal: AbortSignal): Promise<List<Type>> {
    return this.pick(kind, selection, (item) => [item], signal);
  }

  /** What is picked from the objects of a selection at one moment: they are fetched in pages, and none of them is kept. */
  async pick<Type extends Resource, Result>(
    kind: Kind<Type>,
    selection: Selection,
    from: (item: Type) => readonly Result[],
    signal: AbortSignal,
  ): Promise<List<Result>> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#pages(kind, selection, from, signal);
      } catch (error) {
        // The rest of the pages is gone (410): from the start.
        if (!isKind(error, "out-of-range") || tries >= 3) throw error;
      }
    }
  }

  async #pages<Type extends Resource, Result>(
    kind: Kind<Type>,
    selection: Selection,
    from: (item: Type) => readonly Result[],
    signal: AbortSignal,
  ): Promise<List<Result>> {
    const items: Result[] = [];
    let next = "";
    for (;;) {
      const query = { ...queryOf(selection), limit: String(pageSize), continue: next };
      const page = (await this.#requests.json(
        {
          method: "GET",
          path: pathOf(kind, { namespace: selection.namespace }, query),
          about: aboutMany("list", kind, selection),
        },
        signal,
      )) as {
        readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
        readonly items?: Type[];
      };
      const { metadata: { resourceVersion = "" } = {} } = page;
      next = page.metadata?.continue ?? "";
      for (const item of page.items ?? []) {
        // The items of a list do not say what they are.
        items.push(...from({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
      }
      if (next === "") return { items, resourceVersion };
    }
  }

  /** Throws `exists`. */
  async create<Type extends Resource>(kind: Kind<Type>, object: Draft, signal: AbortSignal): Promise<Type> {
    const { namespace, name } = object.metadata;
    const call: Call = {
      method: "POST",
      path: pathOf(kind, { namespace }),
      body: object,
      about: aboutOne("create", kind, { namespace, name }),
    };
    return this.#object<Type>(call, signal);
  }

  /** Replaces the object; throws `conflict` when its resourceVersion is no longer that of the one given. */
  async replace<Type extends Resource>(
    kind: Kind<Type>,
    object: Type,
    signal: AbortSignal,
    subresource?: Subresource,
  ): Promise<Type> {
    const call: Call = {
      method: "PUT",
      path: pathOf(kind, object.metadata, {}, subresource),
      body: object,
      about: aboutOne("update", kind, object.metadata, subresource),
    };
    return this.#object<Type>(call, signal);
  }

  /** A merge patch (RFC 7386): null removes a field. With a metadata.resourceVersion in it, throws `conflict` when that is not the object's. */
  async patch<Type extends Resource>(
    kind: Kind<Type>,
    name: ObjectName,
    change: object,
    signal: AbortSignal,
    subresource?: Subresource,
  ): Promise<Type> {
    const call: Call = {
      method: "PATCH",
      path: pathOf(kind, name, {}, subresource),
      body: change,
      contentType: "application/merge-patch+json",
      about: aboutOne("patch", kind, name, subresource),
    };
    return this.#object<Type>(call, signal);
  }

  /** Server-side apply: the fields given are the owner's, whoever had them; what it gave before and gives no more is removed. Makes the object, but not through a subresource. */
  async apply<Type extends Resource>(
    kind: Kind<Type>,
    object: Draft,
    owner: string,
    signal: AbortSignal,
    subresource?: Subresource,
  ): Promise<Type> {
    const call: Call = {
      method: "PATCH",
      path: pathOf(kind, object.metadata, { fieldManager: owner, force: "true" }, subresource),
      body: object,
      contentType: "application/apply-patch+yaml",
      about: aboutOne("patch", kind, object.metadata, subresource),
    };
    return this.#object<Type>(call, signal);
  }

  /** Throws `not-found`, and `conflict` when a precondition does not hold. */
  async delete<Type extends Resource>(
    kind: Kind<Type>,
    name: ObjectName,
    preconditions: Preconditions,
    signal: AbortSignal,
  ): Promise<void> {
    const call: Call = {
      method: "DELETE",
      path: pathOf(kind, name),
      body: { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", preconditions },
      about: aboutOne("delete", kind, name),
    };
    await this.#requests.json(call, signal);
  }

  /**
   * What happens after a resourceVersion, as long as the server tells it: it ends without an error when the server ends it.
   * Throws `out-of-range` when the server does not know so far back; list again then.
   */
  async *watch<Type extends Resource>(
    kind: Kind<Type>,
    selection: Selection,
    from: { readonly resourceVersion: string; readonly seconds: number },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<Type>> {
    const query = {
      ...queryOf(selection),
      watch: "true",
      allowWatchBookmarks: "true",
      resourceVersion: from.resourceVersion,
      timeoutSeconds: String(from.seconds),
    };
    const path = pathOf(kind, { namespace: selection.namespace }, query);
    const said = aboutMany("watch", kind, selection);
    let rest = "";
    for await (const chunk of this.#requests.stream({ method: "GET", path, about: said }, signal)) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line !== "") yield checked(JSON.parse(line) as WatchEvent<Type>, said);
      }
    }
  }

  async #object<Type>(call: Call, signal: AbortSignal): Promise<Type> {
    return (await this.#requests.json(call, signal)) as Type;
  }

  [Symbol.dispose](): void {
    this.#requests[Symbol.dispose]();
  }
}

/** Throws what a watch tells as an error. */
function checked<Type>(event: WatchEvent<Type>, { verb, resource, name }: About): WatchEvent<Type> {
  if (event.type !== "ERROR") return event;
  const { code, message = "" } = event.object;
  throw new CacheError(code === 410 ? "out-of-range" : "unavailable", `Cannot ${verb} ${resource} ${name}: ${message}`);
}
