import { describe, expect, jest, test } from "@jest/globals";
import nock from "../support/nock.js";
import { reconcilePayments } from "../../src/index.js";
import { ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";
import { options } from "./support/options.js";

describe("what reconcilePayments reads", () => {
  test.each(["another1", undefined, 7])(
    "is never settled when it says that it is %p, not the one asked for",
    async (payment_id) => {
      nock(ORIGIN)
        .get("/v3/payments/asked1")
        .reply(200, { payment_id, status: "done", status_detail: "normal" });
      const onPaid = jest.fn();
      const onError = jest.fn();

      const summary = await reconcilePayments(
        testKhipu(),
        ["asked1"],
        options(onPaid, { onError }),
      );

      expect(summary).toMatchObject({ failed: 1, settled: 0, resumeFrom: 0 });
      expect(onPaid).not.toHaveBeenCalled();
      expect(onError).toHaveBeenCalledWith(
        expect.objectContaining({
          name: "KhipuMismatchError",
          operation: "reconcilePayments",
          differences: [{ field: "payment_id", expected: "asked1", actual: payment_id }],
        }),
        expect.objectContaining({ item: "asked1" }),
      );
    },
  );

  test.each([null, { name: "KhipuApiError", status: 429 }, new Error("down")])(
    "tells onError of what a read of somebody else's rejects with: %p",
    async (failure) => {
      const onError = jest.fn();
      const get = jest.fn(() => Promise.reject(untyped<Error>(failure)));

      const run = reconcilePayments({ payments: { get } }, ["id"], options(jest.fn(), { onError }));

      expect(await run).toMatchObject({ failed: 1, resumeFrom: 0 });
      expect(onError.mock.calls).toEqual([[failure, expect.anything()]]);
      expect(get).toHaveBeenCalledTimes(1);
    },
  );
});
