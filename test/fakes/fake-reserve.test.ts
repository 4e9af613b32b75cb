/** The reserve without a disk keeps the contract of the real one. */
import { describeReserve } from "../contracts/reserve.ts";
import { FakeReserve } from "./fake-reserve.ts";

describe("FakeReserve", () => {
  describeReserve(async () => {
    const reserve = new FakeReserve();
    return {
      reserve,
      fill: () => {
        reserve.room = false;
      },
      clear: () => {
        reserve.room = true;
      },
      async [Symbol.asyncDispose]() {},
    };
  });
});
