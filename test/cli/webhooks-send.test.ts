import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kindOf } from "../../src/cli/listen/kind.js";
import { FORGERIES } from "../../src/cli/send/forge.js";
import { messageOf, TEMPLATES } from "../../src/cli/send/templates.js";
import { parseOpenpayEvent } from "../../src/openpay/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { parseTokenNotification } from "../../src/v2/index.js";
import {
  nodeHandler,
  parseChargeFailure,
  parseNotification,
  parseSubscriptionCallback,
} from "../../src/webhooks/index.js";
import { openMerchant } from "../simulator/support/merchant.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { khipu } from "./support/cli.js";
import { BODY, HEADER, SECRET, T } from "./support/vectors.js";

useRealSockets();

const env = { KHIPU_WEBHOOK_SECRET: SECRET };
const send = (argv: readonly string[], setting: object = {}) =>
  khipu(["webhooks", "send", ...argv], { env, ...setting });

/** A shop that does everything right. */
async function openShop() {
  const paid: string[] = [];
  const handle = nodeHandler({
    ...{ secret: SECRET, store: memoryStore(), expect: "skip", diagnostics: true },
    onPaid: ({ payment_id }) => paid.push(payment_id),
    onError: () => undefined,
  });
  const server = createServer((request, response) => void handle(request, response));
  const { port, close } = await listen(server);
  return { url: `http://127.0.0.1:${port}/`, paid, close };
}

describe("khipu webhooks send", () => {
  test("tells of a payment to the shop's own receiver, unless told otherwise", async () => {
    const merchant = await openMerchant(200);
    const shop = { env: { ...env, KHIPU_RECEIVER_ID: "582867" } };

    await send(["--to", merchant.url], shop);
    await send(["--to", merchant.url, "--set", "receiver_id=7"], shop);
    await send(["--to", merchant.url]);

    const receivers = merchant.received.map(({ body }) => parseNotification(body).receiver_id);
    expect(receivers).toEqual([582867, 7, 990939]);
  });

  test("sends the bytes of a file untouched, signed as Khipu signs", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "khipu-send-"));
    writeFileSync(join(cwd, "body"), BODY);
    const merchant = await openMerchant(200);
    const argv = ["--to", merchant.url, "--body", "body", "--timestamp", String(T)];
    const { code, stdout } = await send(argv, { cwd });

    expect(code).toBe(0);
    expect(merchant.received).toMatchObject([
      {
        method: "POST",
        body: BODY,
        headers: { "content-type": "application/json", "x-khipu-signature": HEADER },
      },
    ]);
    expect(stdout).toMatch(/✓ payment gqzdy6chjne9 → 200 \d+ ms/);
    expect(stdout).toContain("noted");
  });

  test("settles a payment in a shop, and is refused for everything forged", async () => {
    const shop = await openShop();
    const { code } = await send(["--to", shop.url, "--set", "payment_id=gqzdy6chjne9"]);
    const forged = [];
    for (const forgery of FORGERIES) {
      const outcome = await send(["--to", shop.url, "--forge", forgery, "--json"]);
      forged.push({ forgery, code: outcome.code, ...(outcome.json as { status: number }) });
    }
    await shop.close();

    expect(code).toBe(0);
    expect(shop.paid).toEqual(["gqzdy6chjne9"]);
    expect(forged.map(({ forgery, code: end, status }) => [forgery, end, status])).toEqual(
      FORGERIES.map((forgery) => [forgery, 0, 400]),
    );
  });

  test.each(["wrong-secret", "no-header", "tampered"])(
    "ends with 1 when a shop takes what is forged (%s)",
    async (forgery) => {
      const merchant = await openMerchant(200);
      const { code, stderr } = await send(["--to", merchant.url, "--forge", forgery]);

      expect(code).toBe(1);
      expect(stderr).toContain("expected 4xx, got 200");
    },
  );

  test.each([
    { answers: 500, argv: [], code: 1 },
    { answers: 204, argv: [], code: 0 },
    { answers: 500, argv: ["--expect-status", "500"], code: 0 },
    { answers: 200, argv: ["--expect-status", "500"], code: 1 },
    { answers: 302, argv: [], code: 1 },
  ])("ends with $code on $answers and $argv", async ({ answers, argv, code }) => {
    const merchant = await openMerchant(answers);

    expect((await send(["--to", merchant.url, ...argv])).code).toBe(code);
    expect(merchant.received.length).toBe(1);
  });

  test("ends with 1 when nobody answers", async () => {
    const { port, close } = await listen(createServer());
    await close();
    const { code, stdout } = await send(["--to", `http://127.0.0.1:${port}/`]);

    expect(code).toBe(1);
    expect(stdout).toContain("ECONNREFUSED");
  });

  test("signs nothing that Khipu does not sign, and asks for no secret then", async () => {
    const merchant = await openMerchant(200);
    const setting = {
      env: { OPENPAY_WEBHOOK_USER: "shop", OPENPAY_WEBHOOK_PASSWORD: "pass-word" },
    };
    for (const template of TEMPLATES.filter((name) => name !== "payment")) {
      const outcome = await send(["--to", merchant.url, "--template", template], setting);

      expect(outcome.code).toBe(0);
      expect(outcome.stdout).not.toContain("pass-word");
    }

    const signatures = merchant.received.map(({ headers }) => headers["x-khipu-signature"]);
    expect(signatures.filter(Boolean)).toEqual([]);
    expect(merchant.received.map(({ headers }) => headers.authorization)).toEqual([
      ...[undefined, undefined, undefined],
      ...Array<string>(3).fill("Basic c2hvcDpwYXNzLXdvcmQ="),
    ]);
    expect(merchant.received[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test.each([
    ["--to", "localhost:3000/x"],
    ["--to", "ftp://example.com"],
    ["--to", "http://user:password@127.0.0.1/"],
    ["--to", "http://127.0.0.1:1/", "--timestamp", "yesterday"],
    ["--to", "http://127.0.0.1:1/", "--expect-status", "2xx"],
    ["--to", "http://127.0.0.1:1/", "--template", "invoice"],
    ["--to", "http://127.0.0.1:1/", "--set", "amount"],
    ["--to", "http://127.0.0.1:1/", "--set", "amount:=x"],
    ["--to", "http://127.0.0.1:1/", "--body", "-", "--template", "payment"],
    ["--to", "http://127.0.0.1:1/", "--template", "charge", "--forge", "hex"],
    ["--template", "payment"],
  ])("refuses %j %j %j %j before anything is sent", async (...argv) => {
    const { code, stderr } = await send(argv.filter((arg) => typeof arg === "string"));

    expect(code).toBe(2);
    expect(stderr).not.toContain("password@");
  });
});

describe("a template", () => {
  const textOf = (...given: Parameters<typeof messageOf>) =>
    Buffer.from(messageOf(...given).body).toString();

  test("is read by the parser of its kind", () => {
    expect(parseNotification(textOf("payment", [], T))).toMatchObject({
      conciliation_date: "2026-03-09T02:22:28.436Z",
      amount: "5900.0000",
    });
    expect(textOf("payment", [], T)).toContain(String.raw`https:\/\/`);
    expect(parseTokenNotification(textOf("payment-1.3", [], T)).api_version).toBe("1.3");
    expect(parseSubscriptionCallback(textOf("subscription", [], T)).status).toBe("enabled");
    expect(parseChargeFailure(textOf("charge", [], T)).transaction_id).toBe("order-1042");
    expect(parseOpenpayEvent(textOf("openpay", [], T)).kind).toBe("charge");
    expect(parseOpenpayEvent(textOf("openpay-failed", [], T)).kind).toBe("charge");
    expect(parseOpenpayEvent(textOf("openpay-verification", [], T)).kind).toBe("verification");
  });

  test.each([
    ["payment", "payment"],
    ["payment-1.3", "payment-1.3"],
    ["subscription", "subscription"],
    ["charge", "charge"],
    ["openpay", "openpay"],
  ] as const)("%s is told apart from all others by its body", (template, kind) => {
    expect(kindOf(textOf(template, [], T))).toBe(kind);
  });

  test("is of another payment each time", () => {
    const ids = [1, 2].map(() => parseNotification(textOf("payment", [], T)).payment_id);

    expect(ids[0]).toMatch(/^[a-z0-9]{12}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("takes changes as the field has them, and JSON with :=", () => {
    const changes = [
      ...["receiver_id=1", "out_of_date_conciliation=true", "amount=1", "subject=a=b"],
      ...['custom:={"a":[1]}', "extra.deep=x", "__proto__=x", "discount:=null"],
    ];
    const fields = JSON.parse(textOf("payment", changes, T)) as object;

    expect(fields).toMatchObject({
      ...{ receiver_id: 1, out_of_date_conciliation: true, amount: "1", subject: "a=b" },
      ...{ custom: { a: [1] }, extra: { deep: "x" }, discount: null },
    });
    expect(Object.hasOwn(fields, "__proto__")).toBe(true);
    expect(JSON.parse(textOf("openpay", ["transaction.amount=100"], T))).toMatchObject({
      transaction: { amount: 100, currency: "CLP" },
    });
  });

  test("of a forgery without time is signed over the body alone", async () => {
    const merchant = await openMerchant(400);
    await send(["--to", merchant.url, "--forge", "no-time"]);
    const [received] = merchant.received;
    const digest = createHmac("sha256", SECRET)
      .update(received?.body ?? "")
      .digest("base64");

    expect(received?.headers["x-khipu-signature"]).toContain(`s=${digest}`);
  });
});
