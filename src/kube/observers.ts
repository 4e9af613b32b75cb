/** Several observers of one watch. */
import type { Observer } from "./list-watch.ts";

/** Tells each of them everything, one after the other; what one throws, the watch begins anew for. */
export function together<Type>(observers: readonly Observer<Type>[]): Observer<Type> {
  const each = async (tell: (observer: Observer<Type>) => Promise<void>): Promise<void> => {
    for (const observer of observers) await tell(observer);
  };
  return {
    listed: (items) => each((observer) => observer.listed(items)),
    changed: (item) => each((observer) => observer.changed(item)),
    deleted: (item) => each((observer) => observer.deleted(item)),
  };
}
