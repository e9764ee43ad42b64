import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLikely, resultText } from "../../src/cli/predictions.js";
import { simulated } from "./support/simulated.js";

describe("khipu banks", () => {
  test("prints a table for people and Khipu's own words for programs", async () => {
    const { run } = await simulated();

    const { code, stdout } = await run(["banks"]);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toMatch(/^ID +Name +Portal +Least +Note$/);
    expect(stdout).toContain("Bawdf  DemoBank");
    const { json } = await run(["banks", "--json"]);
    expect(json).toMatchObject({ banks: [{ bank_id: "Bawdf", name: "DemoBank" }, {}, {}] });
  });
});

describe("khipu payments create", () => {
  const order = ["payments", "create", "--amount", "5900", "--subject", "Té"];

  test("prints id, amount and link", async () => {
    const { run, simulator } = await simulated();

    const { code, stdout } = await run(order, { env: { LANG: "es_CL.UTF-8" } });

    const [{ payment_id, amount, currency } = {}] = simulator.payments();
    expect({ code, amount, currency }).toEqual({ code: 0, amount: "5900.0000", currency: "CLP" });
    expect(stdout).toBe(
      `cobro       ${payment_id}\nmonto       $5.900\nasunto      Té\nse paga en  ${simulator.url}/payment/info/${payment_id}\n`,
    );
  });

  test("shows a QR code of the page on a terminal, or with --qr", async () => {
    const { run } = await simulated();

    expect((await run(order)).stdout).not.toContain("█");
    expect((await run([...order, "--qr"])).stdout).toContain("█");
    expect((await run(order, { isTerminal: true })).stdout).toContain("█");
    expect((await run([...order, "--no-qr"], { isTerminal: true })).stdout).not.toContain("█");
  });

  test("prints Khipu's answer as one JSON value, also on a terminal", async () => {
    const { run } = await simulated();

    const { stdout, json } = await run([...order, "--json"], { isTerminal: true });

    expect(stdout.split("\n")).toHaveLength(2);
    expect(json).toMatchObject({ payment_id: expect.stringMatching(/^\w{12}$/) });
  });

  test("escapes what a terminal would obey, in JSON too", async () => {
    const { run, simulator } = await simulated();
    const sly = "a\u0085\u009b31m\u007f\u2028\u2029\u202e\u2066\u200f\u061cb";
    await run(["payments", "create", "--amount", "5900", "--subject", sly]);
    const get = ["payments", "get", simulator.payments()[0]?.payment_id ?? ""];

    for (const isTerminal of [true, false]) {
      const asked = await run([...get, "--json"], { isTerminal });
      expect(asked.json).toMatchObject({ subject: sly });
      const told = await run(get, { isTerminal });
      expect(asked.stdout + told.stdout).not.toMatch(
        /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
      );
    }
  });

  test("sends every kind of field, from a file, from standard input and from options", async () => {
    const { run, simulator } = await simulated();
    const cwd = mkdtempSync(join(tmpdir(), "khipu-cli-"));
    writeFileSync(
      join(cwd, "order.json"),
      JSON.stringify({ amount: 1000, subject: "Mate", send_reminders: true, transaction_id: "7" }),
    );

    await run(["payments", "create", "--from", "order.json", "--subject", "Té"], { cwd });
    await run(["payments", "create", "--from", "-", "--payer-email", "ana@example.com"], {
      stdin: '{"amount":"10.50","currency":"USD","subject":"Tea"}',
    });

    expect(simulator.payments()).toMatchObject([
      { subject: "Té", amount: "1000.0000", send_reminders: true, transaction_id: "7" },
      { subject: "Tea", amount: "10.5000", currency: "USD", payer_email: "ana@example.com" },
    ]);
  });

  test.each([
    { given: ["--amount", "10.5"], says: "without decimals in CLP" },
    { given: ["--amount", "5.900"], says: "5.900 can mean two amounts" },
    { given: ["--amount", "1.000.000"], says: "1.000.000 can mean two amounts" },
    { given: ["--currency", "clp", "--amount", "5900"], says: "in capital letters" },
    { given: ["--amount", "0"], says: "more than 0" },
    { given: ["--amount", "mucho"], says: "more than 0" },
    { given: ["--currency", "USD", "--amount", "1,50"], says: "at most 4 decimals" },
    { given: [], says: "missing: --amount, --subject" },
    { given: ["--from", "-"], says: "- does not hold a JSON object" },
    { given: ["--from", "nowhere.json"], says: "cannot read nowhere.json (ENOENT)" },
    { given: ["--amount", "1", "--wait", "--timeout", "soon"], says: "--timeout must be a time" },
  ])("refuses $given before anything is sent", async ({ given, says }) => {
    const { run, simulator } = await simulated();
    const subject = given.length > 0 ? ["--subject", "x"] : [];

    const { code, stdout, stderr } = await run(["payments", "create", ...subject, ...given]);

    expect(code).toBe(given.includes("nowhere.json") ? 1 : 2);
    expect(stdout).toBe("");
    expect(stderr).toContain(says);
    expect(simulator.lastRequest()).toBeUndefined();
  });

  test.each([
    { file: { amount: 1, subject: "x", ammount: 2 }, says: "there is no field ammount" },
    { file: { amount: 1, subject: 5 }, says: "subject must be a text" },
    {
      file: { amount: 1, subject: "x", send_email: "yes" },
      says: "send_email must be true or false",
    },
    { file: { amount: null, subject: "x" }, says: "amount must be more than 0" },
    { file: { amount: { much: 1 }, subject: "x" }, says: "amount must be more than 0" },
  ])("refuses the file $file", async ({ file, says }) => {
    const { run, simulator } = await simulated();

    const { code, stderr } = await run(["payments", "create", "--from", "-"], {
      stdin: JSON.stringify(file),
    });

    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(simulator.lastRequest()).toBeUndefined();
  });

  test("tells which field Khipu refuses", async () => {
    const { run } = await simulated();

    const { code, stderr } = await run([...order, "--notify-url", "shop", "--json"]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { status: 400, outcome: "rejected", fieldErrors: [{ field: "notify_url" }] },
    });
  });
});

describe("khipu payments get", () => {
  test("tells the state, and that programs may trust isPaid", async () => {
    const { run, simulator, createPayment } = await simulated();
    const id = await createPayment({ subject: "Té" });

    expect((await run(["payments", "get", id])).stdout).toMatch(/^pending\npayment +\w+\n/);
    await simulator.pay(id);
    expect((await run(["payments", "get", id])).stdout).toMatch(/^paid\n/);
    await expect(run(["payments", "get", id, "--json"])).resolves.toMatchObject({
      code: 0,
      json: { payment_id: id, status: "done", state: "paid", isPaid: true },
    });
  });

  test("takes out of a stranger's text what a terminal would obey", async () => {
    const { run, createPayment } = await simulated();
    const id = await createPayment({ subject: "a\u001b[2Jb\u202ec" });

    const { stdout } = await run(["payments", "get", id]);

    expect(stdout).toContain("subject  a [2Jb c\n");
  });

  test("says what to do about an id that there is not", async () => {
    const { run } = await simulated();

    await expect(run(["payments", "get", "nope"], { env: { LANG: "es" } })).resolves.toMatchObject({
      code: 1,
      stderr:
        "✗ Khipu respondió 404: El pago con ID nope no existe\n→ Revisa el identificador, y que pertenezca al cobrador de esta llave.\n",
    });
  });
});

describe("khipu payments list-methods, predict and refund-wallet", () => {
  test("print tables and JSON", async () => {
    const { run, simulator } = await simulated();
    const methods = ["payments", "list-methods", String(simulator.receiverId)];

    expect((await run(methods)).stdout).toContain("REGULAR_TRANSFER     Transferencia normal");
    expect((await run([...methods, "--json"])).json).toHaveProperty("paymentMethods");
    await expect(run(["payments", "list-methods", "abc"])).resolves.toMatchObject({ code: 2 });
    expect((await run(["refund-wallet"])).stdout).toContain("CLP 1,000,000");
  });

  test("predict --all shows every bank, and ends with 1 when none will let it through", async () => {
    const { run } = await simulated();
    const asks = ["predict", "--all", "--payer-email", "ana@example.com", "--amount"];

    const { code, stdout } = await run([...asks, "5000"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ID +Bank +Result +At most +To somebody new\n/);
    expect(stdout).toMatch(/\nBawdf +DemoBank +the bank is likely to let it through /);
    expect((await run([...asks, "5000", "--json"])).json).toHaveProperty("banks");
    expect((await run([...asks, "9000000"])).code).toBe(1);
    await expect(run([...asks, "5000", "--bank-id", "Bawdf"])).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("it takes no --bank-id"),
    });
  });

  test.each(["ok", "Ok", "OK"])("reads the result %s without its case", (result) => {
    expect(isLikely(result)).toBe(true);
    expect(resultText(result, "en")).toBe("the bank is likely to let it through");
    expect(resultText("of-tomorrow", "en")).toBe("of-tomorrow");
  });

  test("predict ends with 1 when the bank will not let it through", async () => {
    const { run } = await simulated();
    const asks = ["predict", "--payer-email", "ana@example.com", "--bank-id", "Bawdf", "--amount"];

    await expect(run([...asks, "5000", "--json"])).resolves.toMatchObject({
      code: 0,
      json: { result: expect.stringMatching(/^ok$/i) },
    });
    await expect(run([...asks, "9000000"])).resolves.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^more than the bank allows\n/),
    });
  });
});
