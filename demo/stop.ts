/** The ways in which the demo ends early, each with what a reader should know. */
import { exitCodes } from "./options.ts";

/** Ends the demo with a message for people and an exit code. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** This machine cannot run the demo; the message says why and what to do. */
export function notHere(message: string): Stop {
  return new Stop(message, exitCodes.notHere);
}

/** Something failed that should have worked. */
export function broken(message: string): Stop {
  return new Stop(message, exitCodes.broken);
}

/** Somebody pressed Ctrl-C, or asked the process to end in another way. */
export function interrupted(): Stop {
  return new Stop("Interrupted.", exitCodes.interrupted);
}
