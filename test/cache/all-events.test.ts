/** Tests that everything that happens is told to all who listen. */
import { expect } from "chai";
import { allEvents } from "../../src/cache/all-events.ts";
import { Recorder } from "../fakes/recorder.ts";

describe("Several listeners", () => {
  it("are each told what they listen to, with all that is told", () => {
    const [first, second] = [new Recorder(), new Recorder()];
    const heard: unknown[] = [];
    const events = allEvents(first, { swept: (what) => heard.push(what) }, second);
    events.swept({ layers: 1, generations: 2 });
    events.emptied({ namespace: "builds", name: "npm" });
    expect(first.calls).to.deep.equal(second.calls);
    expect(first.calls.map(({ name }) => name)).to.deep.equal(["swept", "emptied"]);
    expect(heard).to.deep.equal([{ layers: 1, generations: 2 }]);
  });
});
