import { describe, expect, test } from "@jest/globals";
import { paymentState } from "../../src/index.js";
import { openMerchant } from "../simulator/support/merchant.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { khipu } from "./support/cli.js";
import { simulated } from "./support/simulated.js";

useRealSockets();

describe("khipu simulator pay and its likes", () => {
  test.each([
    ["pay", "paid", "The payment is paid."],
    ["reject", "rejected", "The payer rejected the payment."],
    ["verify", "verifying", "The payment is verifying."],
    ["expire", "expired", "The payment has expired."],
  ])("%s leaves a payment %s", async (act, state, said) => {
    const { simulator, run, createPayment } = await simulated();
    const id = await createPayment();

    const { code, stdout, stderr } = await run(["simulator", act, id]);

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${said}\n`, stderr: "" });
    const [payment] = simulator.payments();
    expect(payment && paymentState(payment, { now: () => simulator.now() + 1 })).toBe(state);
  });

  test("notifies, and says so in the person's language and as JSON", async () => {
    const merchant = await openMerchant(200);
    const { run, createPayment } = await simulated();
    const id = await createPayment({ notify_url: merchant.url, notify_api_version: "3.0" });

    const { json } = await run(["simulator", "pay", id, "--json", "--lang", "es"]);

    expect(json).toEqual({ payment_id: id, act: "pay", message: "El pago está hecho." });
    expect(merchant.received).toHaveLength(1);
  });

  test("tells why it cannot be, once it is paid", async () => {
    const { run, createPayment } = await simulated();
    const id = await createPayment();
    await run(["simulator", "pay", id]);

    const { code, stdout, stderr } = await run(["simulator", "reject", id]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("the payment is now “paid”");
  });

  test("tells that there is no such payment", async () => {
    const { run } = await simulated();

    const { code, stderr } = await run(["simulator", "pay", "abcdefghijkl"]);

    expect(code).toBe(1);
    expect(stderr).toContain("There is no such payment.");
  });

  test("asks nothing of what is no simulator", async () => {
    const khipuItself = await startRawServer((socket) => socket.end(httpAnswer(200, "")));
    const env = { KHIPU_BASE_URL: khipuItself.url };

    const { code, stderr } = await khipu(["simulator", "pay", "abcdefghijkl"], { env });

    expect(code).toBe(2);
    expect(khipuItself.requests.map(({ method }) => method)).toEqual(["HEAD"]);
    expect(stderr).toContain(`what answers at ${env.KHIPU_BASE_URL} is no simulator`);
  });

  test("tells how to start one when none answers", async () => {
    const { simulator, run } = await simulated();
    await simulator.close();

    const { code, stderr } = await run(["simulator", "pay", "abcdefghijkl"]);

    expect(code).toBe(2);
    expect(stderr).toContain(`no simulator answers at ${simulator.url}`);
    expect(stderr).toContain("Start one with khipu simulator");
  });
});
