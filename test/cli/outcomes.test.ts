import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Interrupted } from "../../src/cli/io.js";
import { khipu } from "./support/cli.js";
import { simulated } from "./support/simulated.js";

// No wait between attempts.
beforeEach(() => void jest.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const FAST = ["--interval", "100ms"];

describe("khipu payments wait", () => {
  test("ends with 0 once it is paid", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();

    const waiting = run(["payments", "wait", id, ...FAST, "--json"]);
    await simulator.pay(id);

    await expect(waiting).resolves.toMatchObject({
      code: 0,
      json: { payment_id: id, state: "paid" },
      stderr: "waiting · 10:00 left\n",
    });
  });

  test("ends with 3 when it can never be paid", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.reject(id);

    const { code, stdout } = await run(["payments", "wait", id]);

    expect(code).toBe(3);
    expect(stdout).toMatch(/^rejected by the payer\n/);
  });

  test("ends with 3 when the time is up, and shows how far it came", async () => {
    const { run, createPayment } = await simulated();
    const id = await createPayment();

    await expect(
      run(["payments", "wait", id, ...FAST, "--timeout", "300ms", "--json"]),
    ).resolves.toMatchObject({
      code: 3,
      json: { payment_id: id, state: "pending", isPaid: false },
      stderr: expect.stringContaining("not there after 300ms; it may still come"),
    });
  });

  test("ends with 130 when it is interrupted, and leaves standard output empty", async () => {
    const { run, createPayment } = await simulated();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Interrupted()), 150);

    await expect(
      run(["payments", "wait", await createPayment(), ...FAST], { signal: controller.signal }),
    ).resolves.toMatchObject({
      code: 130,
      stdout: "",
      stderr: expect.stringContaining("\ninterrupted\n"),
    });
  });

  test("is part of create with --wait, and tells a program the link meanwhile", async () => {
    const { run, simulator } = await simulated();
    simulator.on("payment", ({ payment }) => {
      if (payment.status === "pending")
        setTimeout(() => void simulator.pay(payment.payment_id), 50);
    });

    const { code, json, stderr } = await run([
      ...["payments", "create", "--amount", "100", "--subject", "Té", "--wait", "--json"],
      ...FAST,
    ]);

    expect(code).toBe(0);
    expect(json).toMatchObject({ state: "paid", amount: "100.0000" });
    expect(stderr).toContain(`${simulator.url}/payment/info/`);
  });
});

describe("khipu payments delete, confirm and refund", () => {
  test.each(["delete", "confirm", "refund"])(
    "%s asks for --yes without a terminal",
    async (verb) => {
      const { run, simulator, createPayment } = await simulated();
      const id = await createPayment();

      const { code, stderr } = await run(["payments", verb, id]);

      expect(code).toBe(2);
      expect(stderr).toContain("Add --yes when it is meant.");
      expect(simulator.lastRequest()?.method).not.toBe("DELETE");
    },
  );

  test("ask on a terminal, and do nothing without a clear yes", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    const remove = (answer: string) =>
      run(["payments", "delete", id], { isTerminal: true, answers: [answer] });

    await expect(remove("")).resolves.toMatchObject({ code: 1, stdout: "" });
    expect(simulator.payments()[0]?.status).toBe("pending");
    const { code, stderr } = await remove("y");
    expect(stderr).toContain(`Delete the payment ${id}? It cannot be undone. [y/N] `);
    expect(code).toBe(0);
    expect(simulator.payments()[0]?.status).toBe("deleted");
  });

  test("refund tells what would be given back before it asks", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment({ subject: "Té" });
    await simulator.pay(id);

    const { code, stderr } = await run(["refunds", "create", id, "--amount", "300"], {
      isTerminal: true,
      answers: ["sí"],
      env: { LANG: "es" },
    });

    expect(stderr).toContain(`¿Devolver $300 de "Té" (${id}, pagado) a su pagador? [s/N] `);
    expect(code).toBe(0);
    expect(simulator.payments()[0]?.status_detail).toBe("partially-refunded");
  });

  test("void gives back all of a payment", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);

    expect((await run(["payments", "void", id, "--yes"])).code).toBe(0);
    expect(simulator.payments()[0]?.status_detail).toBe("reversed");
  });

  test("refund takes no part: Khipu would give back everything", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);

    const { code, stderr } = await run(["payments", "refund", id, "--amount", "300", "--yes"]);

    expect(code).toBe(2);
    expect(stderr).toContain(`khipu refunds create ${id} --amount 300`);
    expect(simulator.payments()[0]?.status_detail).toBe("normal");
  });

  test("refunds create gives back a part, then the rest", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);
    const refund = ["refunds", "create", id, "--yes", "--json"];

    expect((await run([...refund, "--amount", "1.000"])).code).toBe(2);
    expect((await run([...refund, "--amount", "400"])).json).toMatchObject({
      remaining: "600.0000",
    });
    expect((await run(refund)).json).toMatchObject({ remaining: "0.0000" });
  });

  test("refund takes from the wallet when told to, all or a part", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);
    const refund = ["payments", "refund", id, "--wallet", "--yes", "--json"];

    expect((await run([...refund, "--amount", "400"])).json).toMatchObject({
      remaining: "600.0000",
    });
    expect((await run(refund)).json).toMatchObject({ remaining: "0.0000" });
  });
});

describe("an answer that is lost", () => {
  test.each([
    { verb: "create", operation: "postPayment", looks: "look for the payment in Khipu's panel" },
    { verb: "delete", operation: "deletePaymentById", looks: "khipu payments get" },
  ])("is exit code 4 after $verb, with what to look at", async ({ verb, operation, looks }) => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    simulator.fault({ kind: "server-error", operation, tookEffect: true });
    const argv =
      verb === "create" ? ["create", "--amount", "1", "--subject", "x"] : [verb, id, "--yes"];

    const { code, stdout, stderr } = await run(["payments", ...argv, "--json"]);

    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({
      error: { exitCode: 4, operation, outcome: "unknown", remedy: expect.stringContaining(looks) },
    });
  });

  test.each([
    { kind: "that was made", tookEffect: true, code: 0, says: '"result":"reversed"' },
    { kind: "that does not show", tookEffect: false, code: 4, says: "" },
  ])("of a void $kind ends with $code", async ({ tookEffect, code, says }) => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);
    simulator.fault({ kind: "server-error", operation: "voidPaymentById", tookEffect });

    const ended = await run(["payments", "void", id, "--yes", "--json"]);

    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain(says);
  });

  test.each([
    { kind: "that was made", tookEffect: true, code: 0, says: '"result":"refunded"' },
    { kind: "that does not show", tookEffect: false, code: 4, says: "" },
  ])("of a refund $kind ends with $code", async ({ tookEffect, code, says }) => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment();
    await simulator.pay(id);
    simulator.fault({ kind: "server-error", operation: "postPaymentRefundsById", tookEffect });

    const ended = await run(["payments", "refund", id, "--yes", "--json"]);

    expect(ended.code).toBe(code);
    expect(ended.stdout).toContain(says);
    expect(ended.stderr).toContain("looking whether the refund was made");
  });

  test("is exit code 4, not 130, when a person interrupts a write", async () => {
    const { run, simulator } = await simulated();
    simulator.fault({ kind: "latency", delayMs: 5_000, operation: "postPayment" });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Interrupted()), 200);

    const { code, stderr } = await run(
      ["payments", "create", "--amount", "1", "--subject", "x", "--lang", "es"],
      { signal: controller.signal },
    );

    expect(code).toBe(4);
    expect(stderr).toContain("interrumpido durante postPayment. Puede haber tenido efecto");
  });

  test("is an ordinary failure when nothing was to be changed", async () => {
    const { run, simulator } = await simulated();
    simulator.fault({ kind: "server-error", tookEffect: false, operation: "getBanks", times: 9 });

    await expect(run(["banks"])).resolves.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("repeat it later"),
    });
  });

  test("is exit code 1 when the request never left", async () => {
    const { code, stderr } = await khipu(["payments", "delete", "abc", "--yes"], {
      env: { KHIPU_API_KEY: "a-key-of-nobody", KHIPU_BASE_URL: "http://127.0.0.1:9" },
    });

    expect(code).toBe(1);
    expect(stderr).toContain("Khipu cannot be reached");
  });
});
