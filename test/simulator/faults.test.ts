import { describe, expect, test } from "@jest/globals";
import type { Fault, Simulator, SimulatorOptions } from "../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./support/client.js";

const PAYMENT = { amount: 1000, currency: "CLP", subject: "Té" };

async function createUnder(fault: Fault) {
  const simulator = await simulate();
  simulator.fault(fault);
  const request = clientOf(simulator)("POST", "/v3/payments", PAYMENT);
  return { simulator, client: clientOf(simulator), ...(await settled(request)) };
}

async function settled<T>(promise: Promise<T>): Promise<{ answer?: T; failure?: string }> {
  try {
    return { answer: await promise };
  } catch (error) {
    // What fetch throws comes from another realm under jest, so it is told by its cause's code.
    const { cause } = error as { cause?: { code?: string } };
    return { failure: cause?.code ?? String(error) };
  }
}

describe("a fault of requests", () => {
  test("latency makes the answer late, and the clock can be moved over it", async () => {
    const simulator = await simulate();
    simulator.fault({ kind: "latency", delayMs: 60_000 });
    let answered = false;
    const answer = clientOf(simulator)("GET", "/v3/banks").then((got) => {
      answered = true;
      return got;
    });
    await new Promise((resolve) => simulator.on("request", resolve));

    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).toBe(false);
    await simulator.advance(60_000);

    expect((await answer).status).toBe(200);
  });

  test("rate-limit answers 429 with Retry-After, without effect", async () => {
    const { simulator, answer } = await createUnder({ kind: "rate-limit", retryAfterSeconds: 7 });

    expect(answer?.status).toBe(429);
    expect(answer?.headers.get("retry-after")).toBe("7");
    expect(answer?.body).toEqual({ status: 429, message: "Demasiadas solicitudes" });
    expect(simulator.payments()).toEqual([]);
  });

  test.each([
    { tookEffect: false, payments: 0 },
    { tookEffect: true, payments: 1 },
  ])("server-error answers 500 with $payments payments made", async ({ tookEffect, payments }) => {
    const { simulator, answer } = await createUnder({ kind: "server-error", tookEffect });

    expect(answer?.status).toBe(500);
    expect(answer?.body).toEqual({ status: 500, message: "Error interno del servidor" });
    expect(simulator.payments()).toHaveLength(payments);
  });

  test.each([
    { fault: { kind: "html" }, status: 502, payments: 0 },
    { fault: { kind: "html", status: 504, tookEffect: true }, status: 504, payments: 1 },
  ] as const)("html answers $status with a page", async ({ fault, status, payments }) => {
    const { simulator, answer } = await createUnder(fault);

    expect([answer?.status, answer?.headers.get("content-type")]).toEqual([status, "text/html"]);
    expect(answer?.text).toContain(`<h1>${String(status)}</h1>`);
    expect(simulator.payments()).toHaveLength(payments);
  });

  test("cut-body breaks off an answer whose request was carried out", async () => {
    const { simulator, failure } = await createUnder({ kind: "cut-body" });

    expect(failure).toBe("UND_ERR_SOCKET");
    expect(simulator.payments()).toHaveLength(1);
    expect(simulator.lastRequest()).toMatchObject({ status: 200, faults: ["cut-body"] });
  });

  test.each([
    { tookEffect: false, payments: 0 },
    { tookEffect: true, payments: 1 },
  ])("reset leaves no answer, with $payments payments made", async ({ tookEffect, payments }) => {
    const { simulator, failure } = await createUnder({ kind: "reset", tookEffect });

    expect(failure).toBe("ECONNRESET");
    expect(simulator.payments()).toHaveLength(payments);
    expect(simulator.lastRequest()).toMatchObject({ status: undefined, faults: ["reset"] });
  });
});

describe("faults", () => {
  test("happen once unless told otherwise", async () => {
    const { client, answer } = await createUnder({ kind: "server-error" });

    expect(answer?.status).toBe(500);
    expect((await client("POST", "/v3/payments", PAYMENT)).status).toBe(200);
  });

  test("happen as often as they are told, to the operation that they name", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    simulator.fault({ kind: "server-error", operation: "getBanks", times: 2 });

    const statuses = [];
    for (const path of ["/v3/banks", "/v3/receivers/children", "/v3/banks", "/v3/banks"]) {
      statuses.push((await client("GET", path)).status);
    }

    expect(statuses).toEqual([500, 200, 500, 200]);
  });

  test("name an API", async () => {
    const simulator = await simulate();
    simulator.fault({ kind: "server-error", api: "instant-payments.v2" });

    expect((await clientOf(simulator)("GET", "/v3/banks")).status).toBe(200);
  });

  test("add up when one of them is latency", async () => {
    const simulator = await simulate();
    simulator.fault({ kind: "latency", delayMs: 1 });
    simulator.fault({ kind: "server-error" });

    expect((await clientOf(simulator)("GET", "/v3/banks")).status).toBe(500);
    expect(simulator.lastRequest()?.faults).toEqual(["latency", "server-error"]);
  });

  test("can be taken back", async () => {
    const simulator = await simulate();

    simulator.fault({ kind: "server-error", times: 9 })();

    expect((await clientOf(simulator)("GET", "/v3/banks")).status).toBe(200);
  });

  test("by chance are the same for the same seed, and others for another", async () => {
    const faults: SimulatorOptions["faults"] = [{ kind: "server-error", chance: 0.5 }];
    const outcomes = async (simulator: Simulator) => {
      const client = clientOf(simulator);
      let text = "";
      for (let i = 0; i < 30; i += 1) text += String((await client("GET", "/v3/banks")).status);
      return text;
    };

    const one = await outcomes(await simulate({ seed: 1, faults }));

    expect(await outcomes(await simulate({ seed: 1, faults }))).toBe(one);
    expect(await outcomes(await simulate({ seed: 2, faults }))).not.toBe(one);
    expect(one).toContain("200");
    expect(one).toContain("500");
  });

  test.each([
    [{ kind: "reset", times: 0 }, "times must be at least 1, got 0"],
    [{ kind: "reset", times: 1.5 }, "times must be a whole number, got 1.5"],
    [{ kind: "reset", chance: 2 }, "chance must be from 0 to 1, got 2"],
    [{ kind: "html", status: 200 }, "fault html: status must be from 400 to 599, got 200"],
    [{ kind: "lost-notification", about: "" }, "about must be a text that is not empty"],
  ] as const)("refuse %j", async (fault, message) => {
    const simulator = await simulate();

    expect(() => simulator.fault(fault)).toThrow(message);
    expect(() => simulator.fault(fault)).toThrow(
      expect.objectContaining({ name: "SimulatorError" }),
    );
  });

  test.each([
    [{ kind: "flood" }, "there is no fault flood: choose one of latency, rate-limit,"],
    [{ kind: "toString" }, "there is no fault toString"],
    [{ kind: "latency" }, "fault latency: delayMs is missing"],
    [{ kind: "latency", delayMs: "5" }, "delayMs must be a number, got 5"],
    [{ kind: "latency", delayMs: NaN }, "delayMs must be a number, got NaN"],
    [{ kind: "reset", tookEffect: "yes" }, "tookEffect must be true or false, got yes"],
    [{ kind: "cut-body", tookEffect: true }, "it takes no tookEffect, but operation, api, times"],
    [{ kind: "reset", about: "p1" }, "it takes no about"],
    [{ kind: "lost-notification", operation: "postPayment" }, "it takes no operation"],
    [{ kind: "reset", constructor: 1 }, "it takes no constructor"],
  ])("refuse %j, which the compiler refuses too", async (fault, message) => {
    const simulator = await simulate();

    expect(() => simulator.fault(fault as unknown as Fault)).toThrow(message);
  });

  test("that would never happen are refused with what there is", async () => {
    const simulator = await simulate();
    const plan = (scope: object) => () => simulator.fault({ kind: "rate-limit", ...scope });

    expect(plan({ operation: "noSuchOperation" })).toThrow(
      /operation must be one of .*postPayment, .*createCharge, .*, got noSuchOperation/,
    );
    expect(plan({ operation: "postPayment", api: "openpay.v1" })).toThrow(
      "operation must be one of createToken, getToken, listTokenShares, listCardShares, createCharge, getCharge, refundCharge, listKhipuBanks, got postPayment",
    );
    expect(plan({ api: "instant-payments.v9" })).toThrow(
      "api must be one of instant-payments.v3, automatic-payments.v1, instant-payments.v2, openpay.v1, got",
    );
    await expect(
      simulate({ faults: [{ kind: "rate-limit", operation: "noSuchOperation" }] }),
    ).rejects.toThrow("noSuchOperation");
  });

  test("of a server say which status they answer", async () => {
    const simulator = await simulate();
    simulator.fault({ kind: "server-error", status: 503, operation: "getRefundWalletBalance" });
    const client = clientOf(simulator);

    const { status, body } = await client("GET", "/v3/refund-wallet/balance");

    expect([status, body]).toEqual([503, { status: 503, message: "Error de operación" }]);
    expect((await client("GET", "/v3/refund-wallet/balance")).status).toBe(200);
  });

  test("do not touch the payer's pages", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));
    simulator.fault({ kind: "server-error" });

    expect((await fetch(`${simulator.url}/payment/info/${id}`)).status).toBe(200);
  });
});
