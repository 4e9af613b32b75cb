/** Work by key: in order within a key, side by side across keys, the same piece once. */
import { expect } from "chai";
import { Queue } from "../../src/node/queue.ts";

/** A piece of work that ends when it is told to, and notes when it begins. */
class Piece {
  readonly #done = Promise.withResolvers<string>();
  begun = 0;

  readonly work = (): Promise<string> => {
    this.begun += 1;
    return this.#done.promise;
  };

  end(answer = "done"): void {
    this.#done.resolve(answer);
  }

  fail(): void {
    this.#done.reject(new Error("failed"));
  }
}

/** Does something when the promise has resolved. */
async function after(promise: Promise<void>, act: () => void): Promise<void> {
  await promise;
  act();
}

/** Lets everything run that waits for nothing but its turn. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("Queue", () => {
  it("runs the work of one key in the order in which it came, one at a time", async () => {
    const queue = new Queue();
    const [a, b, c] = [new Piece(), new Piece(), new Piece()];
    const all = [queue.run("key", "a", a.work), queue.run("key", "b", b.work), queue.run("key", "c", c.work)];
    await turn();
    expect([a.begun, b.begun, c.begun]).to.deep.equal([1, 0, 0]);
    a.end();
    await turn();
    expect([a.begun, b.begun, c.begun]).to.deep.equal([1, 1, 0]);
    b.end();
    c.end();
    await Promise.all(all);
    expect(c.begun).to.equal(1);
  });

  it("runs the work of other keys side by side", async () => {
    const queue = new Queue();
    const [a, b] = [new Piece(), new Piece()];
    const first = queue.run("one", "a", a.work);
    const second = queue.run("two", "b", b.work);
    b.end("b");
    expect(await second).to.equal("b");
    a.end("a");
    expect(await first).to.equal("a");
  });

  it("joins the second call of the same piece to the first one, whether that waits or runs", async () => {
    const queue = new Queue();
    const [a, b] = [new Piece(), new Piece()];
    const calls = [queue.run("key", "a", a.work), queue.run("key", "b", b.work), queue.run("key", "b", b.work)];
    await turn();
    calls.push(queue.run("key", "a", a.work));
    a.end("a");
    b.end("b");
    expect(await Promise.all(calls)).to.deep.equal(["a", "b", "b", "a"]);
    expect([a.begun, b.begun]).to.deep.equal([1, 1]);
  });

  it("runs a piece again once it has ended", async () => {
    const queue = new Queue();
    const piece = new Piece();
    piece.end();
    await queue.run("key", "a", piece.work);
    await queue.idle("key");
    await queue.run("key", "a", piece.work);
    expect(piece.begun).to.equal(2);
  });

  it("gives an error to those who asked for the piece, and goes on with the next one", async () => {
    const queue = new Queue();
    const [a, b] = [new Piece(), new Piece()];
    const first = queue.run("key", "a", a.work).catch((error: unknown) => String(error));
    const joined = queue.run("key", "a", a.work).catch((error: unknown) => String(error));
    const second = queue.run("key", "b", b.work);
    a.fail();
    b.end("b");
    expect(await Promise.all([first, joined, second])).to.deep.equal(["Error: failed", "Error: failed", "b"]);
  });

  it("is idle at a key when what was known then has ended, well or not", async () => {
    const queue = new Queue();
    await queue.idle("key");
    const [a, b, later] = [new Piece(), new Piece(), new Piece()];
    void queue.run("key", "a", a.work).catch(() => {});
    void queue.run("key", "b", b.work);
    let idle = false;
    const waiting = after(queue.idle("key"), () => {
      idle = true;
    });
    void queue.run("key", "later", later.work);
    a.fail();
    await turn();
    expect(idle).to.equal(false);
    b.end();
    await waiting;
    later.end();
  });

  it("is drained when nothing is left, also of what came meanwhile", async () => {
    const queue = new Queue();
    const [a, b] = [new Piece(), new Piece()];
    void queue.run("one", "a", a.work);
    let drained = false;
    const waiting = after(queue.drained(), () => {
      drained = true;
    });
    void queue.run("one", "b", b.work);
    a.end();
    await turn();
    expect(drained).to.equal(false);
    b.end();
    await waiting;
  });
});
