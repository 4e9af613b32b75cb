/** Tests how spans of time are read. */
import { expect } from "chai";
import { parseDuration } from "../../src/cache/duration.ts";
import { isKind } from "../../src/cache/errors.ts";

describe("A duration", () => {
  for (const [text, ms] of Object.entries({ "90m": 5_400_000, "12h": 43_200_000, "30d": 2_592_000_000 })) {
    it(`of ${text} is ${ms} ms`, () => {
      expect(parseDuration(text)).to.equal(ms);
    });
  }

  for (const text of ["", "0d", "30", "1.5h", "-1h", "1w", "1h30m", "1000000d"]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      const refused = ((): unknown => {
        try {
          return parseDuration(text);
        } catch (error) {
          return error;
        }
      })();
      expect(isKind(refused, "invalid"), String(refused)).to.equal(true);
    });
  }
});
