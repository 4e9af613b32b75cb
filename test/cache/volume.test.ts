/** The moves that a volume's life allows, and when two requests are the same. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import {
  commits,
  type Move,
  moved,
  sameRequest,
  type VolumeRequest,
  type VolumeState,
} from "../../src/cache/volume.ts";
import { volume } from "./made.ts";

const moves: Readonly<Record<Exclude<VolumeState, "open">, Move>> = {
  sealed: { to: "sealed", upper: "other", sealNumber: 4, delta: { bytes: 1, entries: 1, excluded: 0 } },
  committed: { to: "committed" },
  discarded: { to: "discarded", reason: "why" },
};

describe("A volume's life", () => {
  const allowed = ["open sealed", "open discarded", "sealed committed", "sealed discarded"];
  for (const from of ["open", "sealed", "committed", "discarded"] as const) {
    for (const to of ["sealed", "committed", "discarded"] as const) {
      const before = volume("c", { state: from });
      if (from === to) {
        it(`stays ${to}, as it is`, () => expect(moved(before, moves[to])).to.equal(before));
      } else if (allowed.includes(`${from} ${to}`)) {
        it(`goes from ${from} to ${to}, with what the move adds`, () => {
          const { to: state, ...added } = moves[to];
          expect(moved(before, moves[to])).to.deep.equal({ ...before, ...added, state });
        });
      } else {
        it(`does not go from ${from} to ${to}`, () => {
          expect(() => moved(before, moves[to]))
            .to.throw(CacheError, "only moves forward")
            .with.property("kind", "precondition");
        });
      }
    }
  }
});

describe("A delta", () => {
  for (const [wishes, expected] of [
    [{}, true],
    [{ commit: "never" }, false],
    [{ readOnly: true }, false],
    [{ merge: "firstWriterWins" }, true],
  ] as const) {
    it(`is ${expected ? "" : "not "}meant to be committed with ${JSON.stringify(wishes)}`, () => {
      expect(commits(volume("c", { wishes }))).to.equal(expected);
    });
  }
});

describe("Two requests", () => {
  const { request } = volume("c");
  const { wishes, cache, pod } = request;

  it("are the same when one was read back from disk", () => {
    expect(sameRequest(request, JSON.parse(JSON.stringify(request)) as VolumeRequest)).to.equal(true);
  });

  it("are the same whatever the order of their fields", () => {
    const turned = Object.fromEntries(Object.entries(wishes).toReversed()) as unknown as typeof wishes;
    expect(sameRequest(request, { exclusive: false, mountGroup: undefined, pod, cache, wishes: turned })).to.equal(
      true,
    );
  });

  const others: Readonly<Record<string, VolumeRequest>> = {
    cache: { ...request, wishes: { ...wishes, cache: "go" } },
    readOnly: { ...request, wishes: { ...wishes, readOnly: true } },
    required: { ...request, wishes: { ...wishes, required: true } },
    commit: { ...request, wishes: { ...wishes, commit: "never" } },
    merge: { ...request, wishes: { ...wishes, merge: "lastWriterWins" } },
    sizeLimit: { ...request, wishes: { ...wishes, sizeLimit: 0 } },
    "namespace of the cache": { ...request, cache: { ...cache, namespace: "other" } },
    "key of the cache": { ...request, cache: { ...cache, name: "go" } },
    mountGroup: { ...request, mountGroup: 0 },
    exclusive: { ...request, exclusive: true },
    "namespace of the pod": { ...request, pod: { ...pod, namespace: "other" } },
    pod: { ...request, pod: { ...pod, pod: "other" } },
    "uid of the pod": { ...request, pod: { ...pod, uid: "other" } },
    serviceAccount: { ...request, pod: { ...pod, serviceAccount: "other" } },
    node: { ...request, pod: { ...pod, node: "other" } },
  };
  for (const [what, other] of Object.entries(others)) {
    it(`are not the same with another ${what}`, () => {
      expect(sameRequest(request, other)).to.equal(false);
      expect(sameRequest(other, request)).to.equal(false);
      expect(sameRequest(other, structuredClone(other))).to.equal(true);
    });
  }
});
