/** How to tell a process that was started from another one of the same pid. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { isAlive, known, signal } from "./alive.ts";

describe("A process that was started", () => {
  it("is known by its pid and start, until it has ended", async () => {
    const child = spawn("sleep", ["60"]);
    await once(child, "spawn");
    const sleeper = known(child.pid ?? 0);
    if (sleeper === undefined) throw new Error("sleep is unknown");
    expect(isAlive(sleeper)).to.be.true;
    const ended = once(child, "exit");
    expect(signal(sleeper, "SIGKILL")).to.be.true;
    await ended;
    expect(isAlive(sleeper)).to.be.false;
    expect(signal(sleeper, "SIGKILL")).to.be.false;
  });

  it("is not taken for another one of the same pid", () => {
    const reused = { pid: process.pid, start: "1" };
    expect(isAlive(reused)).to.be.false;
    expect(signal(reused, "SIGKILL")).to.be.false;
  });
});
