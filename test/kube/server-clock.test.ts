/** Tests the time that the API server's answers tell. */
import { expect } from "chai";
import { ServerClock } from "../../src/kube/server-clock.ts";
import { describeClock } from "../contracts/clock.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

describe("ServerClock", () => {
  describeClock(() => {
    const own = new FakeClock();
    const clock = new ServerClock(own);
    clock.heard("Thu, 01 Jan 2026 00:00:00 GMT");
    return { clock, pass: (ms) => own.advance(ms) };
  });

  it("tells its own time until it has heard one that can be read", () => {
    const clock = new ServerClock(new FakeClock("2026-01-01T00:00:00Z"));
    for (const date of [undefined, "", "soon"]) clock.heard(date);
    expect(clock.now().toISOString()).to.equal("2026-01-01T00:00:00.000Z");
  });

  it("goes by the newest answer, whatever becomes of its own time of day", async () => {
    const own = new FakeClock("2026-01-01T00:00:00Z");
    const clock = new ServerClock(own);
    clock.heard("Thu, 01 Jan 2026 12:00:00 GMT");
    own.jump(30 * 86_400_000);
    await own.advance(1500);
    expect(clock.now().toISOString()).to.equal("2026-01-01T12:00:01.500Z");
    clock.heard("Thu, 01 Jan 2026 11:00:00 GMT");
    expect(clock.now().toISOString()).to.equal("2026-01-01T11:00:00.000Z");
  });
});
