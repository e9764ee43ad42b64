import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { readFileSync } from "node:fs";
import { memoryStore } from "../../src/stores/memory.js";
import { KhipuV2, tokenNotificationHandler } from "../../src/v2/index.js";
import { untyped } from "../support/untyped.js";
import { answerOf, request } from "../webhooks/handlers/setup.js";

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/instant-payments.v2/${name}`, import.meta.url), "utf8");

const PENDING = JSON.parse(fixture("getPaymentById.pending.json")) as Record<string, unknown>;
const PAID = { ...PENDING, status: "done", status_detail: "normal" };
const TOKEN = "9dec8aa176c5223026919b3b5579a4776923e646ff3be686b9e6b62ec042e91f";
const ORDER = { transaction_id: "zwo3wqz6uulcvajt", amount: 350, currency: "BOB" };

function notification(body = `api_version=1.3&notification_token=${TOKEN}`): Request {
  return request({ body, headers: { "content-type": "application/x-www-form-urlencoded" } });
}

function khipuAnswers(status: number, body: object) {
  nock("https://khipu.com")
    .get("/api/2.0/payments")
    .query({ notification_token: TOKEN })
    .reply(status, body);
}

function shop(changes: object = {}) {
  const paid: string[] = [];
  const mismatches: unknown[] = [];
  const failures: unknown[] = [];
  const handle = tokenNotificationHandler({
    khipu: new KhipuV2({ receiverId: 985101, secret: "a-secret-of-v2", maxRetries: 0 }),
    store: memoryStore(),
    expect: ({ transaction_id }) => (transaction_id === ORDER.transaction_id ? ORDER : undefined),
    onPaid: ({ payment_id }) => paid.push(payment_id),
    onMismatch: ({ differences }) => mismatches.push(differences),
    onError: (error, context) => failures.push([error, context]),
    ...changes,
  });
  return { handle, paid, mismatches, failures };
}

describe("tokenNotificationHandler", () => {
  test("tells its verdicts", async () => {
    const verdicts: unknown[] = [];
    const { handle } = shop({ onVerdict: (event: unknown) => verdicts.push(event) });
    khipuAnswers(200, PAID);
    khipuAnswers(404, {});

    await handle(notification());
    await handle(notification());

    expect(verdicts).toMatchObject([
      { source: "notification-1.3", verdict: "settled", key: "payment:gqzdy6chjne9" },
      { source: "notification-1.3", verdict: "refused", reason: "unknown-to-sender" },
    ]);
  });

  test("reads the payment and settles it once", async () => {
    const { handle, paid, failures } = shop();
    khipuAnswers(200, PAID);
    khipuAnswers(200, PAID);

    expect(await answerOf(handle(notification()))).toBe("200 settled");
    expect(await answerOf(handle(notification()))).toBe("200 already settled");
    expect({ paid, failures }).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test.each(["", "notification_token=", `notification_token=${TOKEN}`, '{"payment_id":"x"}'])(
    "asks Khipu nothing for %j",
    async (body) => {
      const { handle, failures } = shop();

      expect(await answerOf(handle(notification(body)))).toBe("400 refused");
      expect(failures).toMatchObject([[{ reason: "not-a-notification" }, { status: 400 }]]);
    },
  );

  test("refuses a token that Khipu does not know", async () => {
    const { handle, paid } = shop();
    khipuAnswers(400, { status: 400, message: "Token inválido" });

    expect(await answerOf(handle(notification()))).toBe("400 refused");
    expect(paid).toEqual([]);
  });

  test.each([403, 503])("asks to be told again when Khipu answers %i", async (status) => {
    const { handle, paid } = shop();
    khipuAnswers(status, {});

    expect(await answerOf(handle(notification()))).toBe("500 failed: try again");
    expect(paid).toEqual([]);
  });

  test("asks to be told again while the payment is not paid", async () => {
    const { handle, paid, mismatches } = shop();
    khipuAnswers(200, PENDING);
    khipuAnswers(200, PAID);

    expect(await answerOf(handle(notification()))).toBe("503 not paid yet: try again");
    expect(await answerOf(handle(notification()))).toBe("200 settled");
    expect({ paid, mismatches }).toEqual({ paid: ["gqzdy6chjne9"], mismatches: [] });
  });

  test.each([
    { field: "amount", changes: { amount: "1.0000" } },
    { field: "currency", changes: { currency: "CLP" } },
    { field: "receiver_id", changes: { receiver_id: 1 } },
    { field: "status", changes: { status_detail: "rejected-by-payer" } },
  ])("settles nothing when the $field is another", async ({ field, changes }) => {
    const { handle, paid, mismatches } = shop();
    khipuAnswers(200, { ...PAID, ...changes });

    expect(await answerOf(handle(notification()))).toBe("200 not what the order expects");
    expect(mismatches).toMatchObject([[{ field }]]);
    expect(paid).toEqual([]);
  });

  test("takes a receiver that is left open for the client's own", async () => {
    const order = { ...ORDER, receiver_id: undefined };
    const { handle, paid } = shop({ expect: () => order });
    khipuAnswers(200, PAID);
    khipuAnswers(200, { ...PAID, receiver_id: 1 });

    expect(await answerOf(handle(notification()))).toBe("200 settled");
    const khipu = new KhipuV2({ receiverId: 985101, secret: "a-secret-of-v2", maxRetries: 0 });
    const body = `\ufeffapi_version=1.3&notification_token=${TOKEN}`;
    await expect(
      khipu.notifications.confirm(body, untyped<typeof ORDER>(order)),
    ).rejects.toMatchObject({ differences: [{ field: "receiver_id", expected: "985101" }] });
    expect(paid).toHaveLength(1);
  });

  test("answers 404 to an unknown order", async () => {
    const { handle } = shop({ expect: () => null });
    khipuAnswers(200, PAID);

    expect(await answerOf(handle(notification()))).toBe("404 no such order");
  });

  test.each([
    { changes: {}, verdict: "200 settled" },
    { changes: { status_detail: "reversed" }, verdict: "200 not what the order expects" },
    { changes: { receiver_id: 1 }, verdict: "200 not what the order expects" },
  ])("without a comparison still answers $verdict for $changes", async ({ changes, verdict }) => {
    const { handle } = shop({ expect: "skip" });
    khipuAnswers(200, { ...PAID, ...changes });

    expect(await answerOf(handle(notification()))).toBe(verdict);
  });

  test.each(["khipu", "expect", "onPaid", "store"])("is not made without %s", (option) => {
    expect(() => shop({ [option]: undefined })).toThrow(TypeError);
  });
});
