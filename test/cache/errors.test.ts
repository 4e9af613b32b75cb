/** Kinds, messages and causes of errors. */
import { expect } from "chai";
import { CacheError, isKind, kindOf, mayPass, messageOf, throwIfAborted } from "../../src/cache/errors.ts";

describe("An error's kind", () => {
  it("is its own, and internal for everything foreign", () => {
    expect(kindOf(new CacheError("busy", "x"))).to.equal("busy");
    for (const foreign of [new Error("x"), "busy", undefined, null, { kind: "busy" }]) {
      expect(kindOf(foreign)).to.equal("internal");
    }
  });

  it("is asked for, one of several", () => {
    const error = new CacheError("busy", "x");
    expect(isKind(error, "conflict", "busy")).to.equal(true);
    expect(isKind(error, "conflict")).to.equal(false);
    expect(isKind(error)).to.equal(false);
    expect(isKind(new Error("busy"), "busy", "internal")).to.equal(false);
  });
});

describe("An error that may pass", () => {
  it("is one of the world's, not of what was asked, stored or made by us", () => {
    for (const kind of [
      "conflict",
      "busy",
      "exhausted",
      "precondition",
      "unavailable",
      "cancelled",
      "deadline",
    ] as const)
      expect(mayPass(new CacheError(kind, "x")), kind).to.equal(true);
    for (const kind of ["invalid", "not-found", "exists", "out-of-range", "corrupt", "internal"] as const)
      expect(mayPass(new CacheError(kind, "x")), kind).to.equal(false);
    expect(mayPass(new TypeError("x")), "foreign").to.equal(false);
  });
});

describe("An error's message", () => {
  it("has those of its causes behind it", () => {
    const cause = new Error("deep", { cause: new Error("deeper") });
    expect(messageOf(new CacheError("busy", "top", { cause }))).to.equal("top: deep: deeper");
  });

  it("is there for whatever was thrown", () => {
    expect(messageOf("text")).to.equal("text");
    expect(messageOf(undefined)).to.equal("undefined");
  });
});

describe("A signal that fired", () => {
  it("throws what it carries, when that is ours", () => {
    const reason = new CacheError("deadline", "out of time");
    expect(() => throwIfAborted(AbortSignal.abort(reason))).to.throw(reason);
  });

  it("throws cancelled otherwise, with what it carries as the cause", () => {
    const reason = new Error("gone");
    expect(() => throwIfAborted(AbortSignal.abort(reason)))
      .to.throw(CacheError)
      .with.deep.include({ kind: "cancelled", cause: reason });
  });

  it("throws nothing before", () => {
    throwIfAborted(new AbortController().signal);
  });
});
