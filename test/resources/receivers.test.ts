import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { ListReceiversParams } from "../../src/index.js";
import { failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const { receivers } = testKhipu();

describe("receivers.list", () => {
  test.each<[string, ListReceiversParams | undefined, string]>([
    ["no params", undefined, ""],
    ["empty params", {}, ""],
    ["one param", { max: 10 }, "?max=10"],
    ["0", { offset: 0 }, "?offset=0"],
    ["an undefined param", untyped({ max: undefined, order: "asc" }), "?order=asc"],
  ])("sends the query of %s", async (_, params, query) => {
    nock(ORIGIN).get(`/v3/receivers/children${query}`).reply(200, fixture("receivers-children"));

    await expect(receivers.list(params)).resolves.toMatchObject({ total: 1 });
  });

  test.each([null, 5, "max=5", [1]])("refuses %j for params", async (params) => {
    await expect(receivers.list(untyped(params))).rejects.toThrow(TypeError);
  });
});

describe("receivers.create", () => {
  test.each([undefined, null, "params", []])("refuses %j for params", async (params) => {
    await expect(receivers.create(untyped(params))).rejects.toThrow(TypeError);
  });
});

describe("receivers.listPaymentMethods", () => {
  test.each([
    [985101, "985101"],
    ["985101", "985101"],
    [0, "0"],
  ])("takes the id %j", async (id, segment) => {
    nock(ORIGIN)
      .get(`/v3/merchants/${segment}/paymentMethods`)
      .reply(200, fixture("payment-methods"));

    await expect(receivers.listPaymentMethods(id)).resolves.toHaveProperty("paymentMethods");
  });

  test.each([
    ...["", " ", ".", "..", "1/2", "1.5", "-1", "0x10", "1e3", "٣", "985101\n", "9".repeat(16)],
    ...[1.5, -1, NaN, Infinity, 1e21, undefined, null, {}, [5], true, 5n],
  ])("refuses the id %p, before anything is sent", async (id) => {
    const error = await failureOf(receivers.listPaymentMethods(untyped(id)));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("receiverId");
  });
});
