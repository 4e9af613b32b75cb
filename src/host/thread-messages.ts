/** What crosses between a thread and its caller, and the thread's side of it. */
import { parentPort } from "node:worker_threads";
import { CacheError, type ErrorKind, kindOf, messageOf } from "../cache/errors.ts";

/** The functions that a thread offers: parameters and results cross by structured clone. */
export type Calls = { readonly [method: string]: (...parameters: never[]) => unknown };

/** A call, numbered by the caller. */
export interface Request {
  readonly call: number;
  readonly method: string;
  readonly parameters: unknown[];
}

/** An error in a form that structured clone keeps: a CacheError would lose its class and kind on the way. */
export interface SentError {
  readonly kind: ErrorKind;
  readonly message: string;
  /** The messages of its causes. */
  readonly cause: string | undefined;
  readonly stack: string | undefined;
}

export type Answer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: SentError };

/**
 * Answers this thread's caller, one call at a time. The functions are loaded by the first call, so that an error while
 * loading rejects that call, and the next one tries again.
 */
export function answerCalls(load: () => Promise<Calls> | Calls): void {
  let loaded: Promise<Calls> | undefined;
  let last: Promise<void> = Promise.resolve();
  const functions = (): Promise<Calls> => {
    loaded ??= Promise.resolve().then(load);
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
  parentPort?.on("message", (request: Request) => {
    last = last.then(() => answer(functions, request));
  });
}

async function answer(functions: () => Promise<Calls>, { call, method, parameters }: Request): Promise<void> {
  try {
    const run = (await functions())[method] as ((...list: unknown[]) => unknown) | undefined;
    if (run === undefined) throw new CacheError("internal", `Cannot call ${method}: the thread has no such function`);
    post({ call, value: await run(...parameters) });
  } catch (error) {
    post({ call, error: sentError(error) });
  }
}

function post(message: Answer): void {
  parentPort?.postMessage(message);
}

function sentError(error: unknown): SentError {
  const cause = error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(error), message, cause, stack: error instanceof Error ? error.stack : undefined };
}

/** The CacheError that the thread threw, with the messages of its causes as one cause, and the thread's stack. */
export function receivedError({ kind, message, cause, stack }: SentError): CacheError {
  const error = new CacheError(kind, message, cause === undefined ? undefined : { cause: new Error(cause) });
  if (stack !== undefined) error.stack = stack;
  return error;
}
