/** System errors as kinds. */
import { expect } from "chai";
import { CacheError, isKind, messageOf } from "../../src/cache/errors.ts";
import { attempt, codeOf, failed } from "../../src/host/kinds.ts";
import { SystemError } from "../../src/host/system-error.ts";

const kinds = {
  busy: { EBUSY: 16, EAGAIN: 11 },
  exhausted: { ENOSPC: 28, EDQUOT: 122, EMFILE: 24, ENFILE: 23, EMLINK: 31, ENOMEM: 12 },
  "not-found": { ENOENT: 2 },
  exists: { EEXIST: 17 },
  precondition: { EPERM: 1, EACCES: 13, ENOTEMPTY: 39, ENODEV: 19, EINVAL: 22 },
  unavailable: { EROFS: 30, EIO: 5, ETIMEDOUT: 110, ESTALE: 116 },
  corrupt: { EUCLEAN: 117 },
  internal: { EBADF: 9 },
} as const;

describe("System errors", () => {
  for (const [kind, codes] of Object.entries(kinds)) {
    it(`become ${kind}: ${Object.keys(codes).join(", ")}`, () => {
      for (const [code, errno] of Object.entries(codes)) {
        const cause = new SystemError(errno, "mount", "/a");
        expect(cause.code).to.equal(code);
        const error = failed("mount /a", cause);
        expect(error.kind, code).to.equal(kind);
        expect(error.cause).to.equal(cause);
        expect(error.message).to.match(/^Cannot mount \/a: \w/);
      }
    });
  }

  it("say what could not be done, why, and what the system said", () => {
    const error = failed("unmount /a b", new SystemError(16, "umount2", "/a b"));
    expect(messageOf(error)).to.equal(
      "Cannot unmount /a b: it is in use: EBUSY: device or resource busy, umount2 '/a b'",
    );
  });

  it("have the number of node:fs, which is negative", () => {
    expect(new SystemError(2, "open").errno).to.equal(-2);
  });

  it("leave a CacheError as it is", () => {
    const error = new CacheError("invalid", "told");
    expect(failed("mount", error)).to.equal(error);
  });

  it("make a defect internal", () => {
    expect(() => attempt("mount", () => JSON.parse("{")))
      .to.throw(CacheError, "Cannot mount")
      .with.property("kind", "internal");
  });

  it("become one where they are thrown, and nothing else changes", () => {
    expect(attempt("mount", () => 7)).to.equal(7);
    let caught: unknown;
    try {
      attempt("mount", () => {
        throw new SystemError(28, "mount");
      });
    } catch (error) {
      caught = error;
    }
    expect(isKind(caught, "exhausted")).to.equal(true);
    expect([codeOf(new SystemError(28, "mount")), codeOf(new Error("x")), codeOf("ENOENT")]).to.deep.equal([
      "ENOSPC",
      undefined,
      undefined,
    ]);
  });
});
