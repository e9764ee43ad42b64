import { describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import { isPrivate } from "../../src/cli/doctor/address.js";
import { checkClock } from "../../src/cli/doctor/api.js";
import { checkRuntime } from "../../src/cli/doctor/runtime.js";
import { listen } from "../support/raw-server.js";
import { openMerchant, type Behaviour } from "../simulator/support/merchant.js";
import { khipu } from "./support/cli.js";
import { simulated } from "./support/simulated.js";

interface Told {
  readonly ok: boolean;
  readonly checks: readonly { readonly id: string; readonly status: string; remedy?: string }[];
}

/** The doctor's findings, by id. */
async function findings(argv: readonly string[], env: Record<string, string>) {
  const { code, json } = await khipu(["doctor", "--json", ...argv], { env });
  const { ok, checks } = json as Told;
  return { code, ok, checks, found: Object.fromEntries(checks.map((c) => [c.id, c.status])) };
}

describe("khipu doctor", () => {
  test("finds nothing wrong with what works", async () => {
    const { env, simulator } = await simulated();

    const told = await findings([], { ...env, KHIPU_WEBHOOK_SECRET: simulator.webhookSecret });

    expect(told).toMatchObject({ code: 0, ok: true });
    expect(told.found).toEqual({
      ...{ node: "ok", sdk: "ok", "api-key": "ok", "webhook-secret": "ok", address: "ok" },
      ...{ dns: "ok", connection: "ok", "key-accepted": "ok", clock: "ok" },
    });
  });

  test("sums up for people, in their language", async () => {
    const { run } = await simulated();

    const { code, stdout } = await run(["doctor"], { env: { LANG: "es_CL" } });

    expect(code).toBe(0);
    expect(stdout).toContain("✓ llave aceptada, 3 bancos");
    expect(stdout).toContain("! no hay secreto con que verificar las notificaciones");
    expect(stdout).toMatch(/\n9 revisiones, 0 con fallas, 1 con advertencias\n$/);
  });

  test("blames the key alone when it was set to the secret", async () => {
    const { env, simulator } = await simulated();
    const { webhookSecret } = simulator;

    const { found } = await findings([], {
      ...env,
      KHIPU_API_KEY: webhookSecret,
      KHIPU_WEBHOOK_SECRET: webhookSecret,
    });

    expect(found).toMatchObject({ "api-key": "failed", "webhook-secret": "ok" });
  });

  test("blames the secret alone when it was set to the key", async () => {
    const key = "6a1c9a3e-5f0d-4b6a-9d3c-2f1e0d9c8b7a";
    const { env } = await simulated();

    const { found } = await findings([], {
      ...env,
      KHIPU_API_KEY: key,
      KHIPU_WEBHOOK_SECRET: key,
    });

    expect(found).toMatchObject({ "api-key": "ok", "webhook-secret": "failed" });
  });

  test("never sends a secret that was taken for the key", async () => {
    const { env, simulator } = await simulated();

    const { code, found } = await findings([], { ...env, KHIPU_API_KEY: simulator.webhookSecret });

    expect(code).toBe(1);
    expect(found).toMatchObject({ "api-key": "failed", "key-accepted": "skipped" });
    expect(simulator.lastRequest()).toBeUndefined();
  });

  test.each([
    { env: { KHIPU_API_KEY: "" }, broken: "api-key" },
    { env: { KHIPU_API_KEY: "two words" }, broken: "api-key" },
    { env: { KHIPU_API_KEY: "wrong" }, broken: "key-accepted" },
    { env: { KHIPU_WEBHOOK_SECRET: "two words" }, broken: "webhook-secret" },
    {
      env: { KHIPU_WEBHOOK_SECRET: "d6ec59c7-e299-4704-840d-300442546982" },
      broken: "webhook-secret",
    },
    { env: { KHIPU_BASE_URL: "khipu" }, broken: "address" },
    { env: { KHIPU_BASE_URL: "https://user:pass@khipu.example" }, broken: "address" },
    { env: { KHIPU_BASE_URL: "https://khipu.invalid" }, broken: "dns" },
    { env: { KHIPU_BASE_URL: "http://127.0.0.1:9" }, broken: "connection" },
  ])("finds $broken broken with $env, and knows a remedy", async ({ env: changed, broken }) => {
    const { env } = await simulated();

    const { code, ok, checks } = await findings([], { ...env, ...changed });

    expect({ code, ok }).toEqual({ code: 1, ok: false });
    const bad = checks.filter(({ status }) => status === "failed");
    expect(bad.map(({ id }) => id)).toEqual([broken]);
    expect(bad[0]?.remedy).toMatch(/\.$/);
  });
});

describe("khipu doctor --notify-url", () => {
  const examine = async (...behaviours: Behaviour[]) => {
    const { env, simulator } = await simulated();
    const merchant = await openMerchant(...behaviours);
    const told = await findings(["--notify-url", merchant.url], {
      ...env,
      KHIPU_WEBHOOK_SECRET: simulator.webhookSecret,
    });
    return { ...told, merchant };
  };
  const redirect: Behaviour = (response) => response.writeHead(301, { location: "/" }).end();
  const reset: Behaviour = (response) => response.destroy();

  test("posts a forged and a signed notification of a payment that nobody has", async () => {
    const { code, found, merchant } = await examine(400, 404);

    expect(code).toBe(0);
    expect(found).toMatchObject({ "notify-url-forged": "ok", "notify-url-genuine": "ok" });
    expect(merchant.received).toHaveLength(2);
    expect(merchant.received[0]?.headers["x-khipu-signature"]).toMatch(/^t=\d{13},s=.{44}$/);
    expect(JSON.parse(merchant.received[1]?.body ?? "")).toHaveProperty(
      "payment_id",
      "khipudoctor0",
    );
  });

  test.each([
    { answers: [200, 200], forged: "failed", genuine: "ok" },
    { answers: [404, 404], forged: "failed", genuine: "ok" },
    { answers: [500, 500], forged: "failed", genuine: "failed" },
    { answers: [redirect], forged: "failed", genuine: "failed" },
    { answers: [400, 500], forged: "ok", genuine: "failed" },
    { answers: [400, 400], forged: "ok", genuine: "warning" },
    { answers: [400, redirect], forged: "ok", genuine: "failed" },
    { answers: [reset], forged: "failed", genuine: undefined },
  ])("judges what a webhook answers: case %#", async ({ answers, forged, genuine }) => {
    const { found } = await examine(...answers);

    expect([found["notify-url-forged"], found["notify-url-genuine"]]).toEqual([forged, genuine]);
  });

  test("signs nothing without the secret", async () => {
    const { env } = await simulated();
    const merchant = await openMerchant(400);

    const { found } = await findings(["--notify-url", merchant.url], env);

    expect(found["notify-url-genuine"]).toBe("skipped");
    expect(merchant.received).toHaveLength(1);
  });

  test.each(["shop", "ftp://shop.example/", "https://shop.invalid/"])(
    "refuses %s",
    async (address) => {
      const { env } = await simulated();

      const { code, found } = await findings(["--notify-url", address], env);

      expect(code).toBe(1);
      expect(found["notify-url"]).toBe("failed");
      expect(found["notify-url-forged"]).toBeUndefined();
    },
  );

  test("refuses loopback unless the API is a simulator", async () => {
    const merchant = await openMerchant(400);
    const env = { KHIPU_API_KEY: "", KHIPU_BASE_URL: "https://khipu.invalid" };

    const { found } = await findings(["--notify-url", merchant.url], env);

    expect(found["notify-url"]).toBe("failed");
  });
});

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.31.0.1", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["169.254.169.254", true],
  ["100.64.0.1", true],
  ["::1", true],
  ["fd00::1", true],
  ["fe80::1", true],
  ["::ffff:127.0.0.1", true],
  ["8.8.8.8", false],
  ["2001:4860:4860::8888", false],
])("%s is private: %s", (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

test.each([
  [undefined, "skipped"],
  [30_000, "ok"],
  [-59_000, "ok"],
  [90_000, "warning"],
  [-299_000, "warning"],
  [301_000, "failed"],
])("a clock that is off by %s ms is %s", (skewMs, status) => {
  expect(checkClock(skewMs).status).toBe(status);
});

test("an old Node is refused", () => {
  expect(checkRuntime("18.20.1")[0]).toMatchObject({ status: "failed" });
  expect(checkRuntime("24.0.0")[0]).toMatchObject({ status: "ok" });
});

describe("khipu doctor --live", () => {
  const REAL = {
    banks: [{ bank_id: "SDdGj", name: "Banco Estado", min_amount: 1000 }],
    paymentMethods: [{ id: "SIMPLIFIED_TRANSFER", name: "simplified" }],
  };

  /** What Khipu answers of a real account, at an address of this machine. */
  async function realAccount(): Promise<Record<string, string>> {
    const server = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      const isOwn = !request.url?.includes("paymentMethods") || request.url.includes("/497684/");
      response.writeHead(isOwn ? 200 : 404).end(JSON.stringify(isOwn ? REAL : {}));
    });
    const { port } = await listen(server.unref());
    return {
      KHIPU_BASE_URL: `http://127.0.0.1:${port}`,
      KHIPU_API_KEY: "a-key",
      KHIPU_WEBHOOK_SECRET: "a-secret-of-live",
    };
  }

  test("finds a real account, and its number", async () => {
    const env = await realAccount();

    const { found } = await findings(["--live"], { ...env, KHIPU_RECEIVER_ID: "497684" });

    expect(found).toMatchObject({ "live-account": "ok", "live-receiver": "ok" });
  });

  test.each([
    ["missing", {}],
    ["no number", { KHIPU_RECEIVER_ID: "ES-497684" }],
    ["another account's", { KHIPU_RECEIVER_ID: "1" }],
  ])("does not take a receiver's id that is %s", async (_, more) => {
    const env = await realAccount();

    const { code, found } = await findings(["--live"], { ...env, ...more });

    expect(code).toBe(1);
    expect(found).toMatchObject({ "live-account": "ok", "live-receiver": "failed" });
  });

  test("takes neither a simulator nor an account in developer mode for real", async () => {
    const { env, simulator } = await simulated();
    const KHIPU_RECEIVER_ID = String(simulator.receiverId);

    const { found, checks } = await findings(["--live"], { ...env, KHIPU_RECEIVER_ID });

    expect(found).toMatchObject({
      "webhook-secret": "failed",
      "live-address": "failed",
      "live-account": "failed",
      "live-receiver": "ok",
      "live-notify-url": "failed",
    });
    const failing = checks.filter(({ status }) => status === "failed");
    expect(failing.filter(({ remedy }) => !remedy)).toEqual([]);
  });

  test("looks at the webhook where it is given, and not at the account without a key", async () => {
    const { found } = await findings(["--live", "--notify-url", "http://127.0.0.1:9/"], {
      KHIPU_BASE_URL: "http://127.0.0.1:9",
    });

    expect(found).toMatchObject({ "live-account": "skipped", "notify-url": "ok" });
    expect(found).not.toHaveProperty("live-notify-url");
  });
});
