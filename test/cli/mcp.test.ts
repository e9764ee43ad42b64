import { describe, expect, test } from "@jest/globals";
import { Khipu } from "../../src/index.js";
import { signNotification } from "../../src/webhooks/index.js";
import type { Account } from "../../src/cli/mcp/account.js";
import type { Simulator } from "../../src/simulator/index.js";
import { createPayment, clientOf, simulate } from "../simulator/support/client.js";
import { useRealSockets } from "../support/raw-server.js";
import { agentOf, type Answer } from "./support/agent.js";

useRealSockets();

/** A simulator that is told to be one. */
async function simulated() {
  const simulator = await simulate({ seed: 7 });
  return { simulator, account: accountOf(simulator, simulator.url) };
}

/** A simulator that stands for Khipu itself, where money would move. */
async function real() {
  const simulator = await simulate({ seed: 7 });
  return { simulator, account: accountOf(simulator, undefined) };
}

function accountOf(simulator: Simulator, simulatorUrl: string | undefined): Account {
  const { apiKey, url, webhookSecret } = simulator;
  const client = new Khipu({ apiKey, baseUrl: url });
  return { client, simulatorUrl, webhookSecret, close: () => Promise.resolve() };
}

/** Says yes, and remembers what it was asked. */
function yes() {
  const asked: string[] = [];
  const answer: Answer = (question) => {
    asked.push(question);
    return { action: "accept", confirm: true };
  };
  return { asked, answer };
}

const TEA = { amount: 5900, subject: "Tea", transaction_id: "order-1" };
const TOOLS = ["search_docs", "verify_notification", "explain_error", "read_payment"].concat(
  ...["list_banks", "read_subscription"],
);
const WRITES = ["create_payment", "delete_payment", "void_payment", "refund_payment"];

describe("what an agent is offered", () => {
  const namesOf = async (setting: Parameters<typeof agentOf>[0]) => {
    const { client } = await agentOf(setting);
    const { tools } = await client.listTools();
    return { tools, instructions: client.getInstructions() };
  };

  test("by a simulator: everything, and what payers and banks do", async () => {
    const { tools, instructions } = await namesOf(await simulated());

    expect(tools.map(({ name }) => name)).toEqual([...TOOLS, "simulate_payment", ...WRITES]);
    expect(instructions).toContain("no money moves");
  });

  test("by an account of Khipu's: what reads", async () => {
    const { tools, instructions } = await namesOf(await real());

    expect(tools.map(({ name }) => name)).toEqual(TOOLS);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(instructions).toContain("It only reads");
  });

  test("by an account with --allow-writes: what writes, too, and no controls of a simulator", async () => {
    const { account } = await real();
    const { tools } = await namesOf({ account, ceilings: ["CLP=6000"] });

    expect(tools.map(({ name }) => name)).toEqual([...TOOLS, ...WRITES]);
    expect(tools.filter(({ annotations }) => annotations?.destructiveHint).length).toBe(4);
  });
});

describe("reading and explaining", () => {
  test("drives the simulator from a payment to paid without asking anybody", async () => {
    const { account } = await simulated();
    const { call } = await agentOf({ account });

    const created = await call("create_payment", TEA);
    const { payment_id } = JSON.parse(created.text) as { payment_id: string };
    const paid = await call("simulate_payment", { payment_id, act: "pay" });
    const read = await call("read_payment", { payment_id });

    expect(paid).toEqual({ isError: false, text: expect.stringContaining("The payment is paid.") });
    expect(JSON.parse(read.text)).toMatchObject({ payment_id, state: "paid", isPaid: true });
  });

  test("lists banks, and tells of what is not there with a remedy", async () => {
    const { call } = await agentOf(await real());

    expect((await call("list_banks")).text).toContain('"bank_id": "Bawdf"');
    expect(await call("read_payment", { payment_id: "abcdefghijkl" })).toEqual({
      isError: true,
      text: expect.stringMatching(/^Khipu answered 404.*\n→ Check the id/),
    });
  });

  test("verifies a notification, and names the mistake in one that is not genuine", async () => {
    const { account, simulator } = await real();
    const { call } = await agentOf({ account });
    const body = '{"payment_id":"abcdefghijkl","amount":"5900.0000"}';
    const signature = await signNotification(body, { secret: simulator.webhookSecret });

    const genuine = await call("verify_notification", { body, signature });
    const longer = await call("verify_notification", { body: `${body}\n`, signature });

    expect(JSON.parse(genuine.text)).toMatchObject({ isGenuine: true, mistakes: [] });
    expect(JSON.parse(longer.text)).toMatchObject({
      isGenuine: false,
      reason: "mismatch",
      mistakes: [{ code: expect.any(String), remedy: expect.any(String) }],
    });
  });

  test("searches the guides in both languages", async () => {
    const { call } = await agentOf(await real());
    const pagesFor = async (input: Record<string, unknown>) => {
      const { text } = await call("search_docs", input);
      return (JSON.parse(text) as { sections: { page: string }[] }).sections.map(
        ({ page }) => page,
      );
    };

    expect(await pagesFor({ query: "refund wallet" })).toContain("docs/refunds.md");
    expect(await pagesFor({ query: "devolución billetera", language: "es" })).toContain(
      "docs/refunds.es.md",
    );
    expect(await pagesFor({ query: "xyzzy" })).toEqual([]);
  });

  test("says of an unknown outcome not to repeat it, and of a refusal what to look at", async () => {
    const { call } = await agentOf(await real());
    const lost = { message: "no answer", operation: "postPayment", outcome: "unknown" };

    expect(JSON.parse((await call("explain_error", lost)).text)).toMatchObject({
      mayBeRepeated: false,
      remedy: expect.stringContaining("Do not repeat it blindly"),
    });
    expect(
      JSON.parse((await call("explain_error", { message: "forbidden", status: 403 })).text),
    ).toMatchObject({ remedy: expect.stringContaining("KHIPU_API_KEY") });
  });

  test("never shows a secret, not even one that a server sends back", async () => {
    const { account, simulator } = await real();
    const { call, context } = await agentOf({ account });
    context.conceal(simulator.apiKey);
    const payment_id = await createPayment(clientOf(simulator), { subject: simulator.apiKey });

    const { text } = await call("read_payment", { payment_id });

    expect(text).toContain('"subject": "[redacted]"');
    expect(text).not.toContain(simulator.apiKey);
  });
});

describe.each(["legacy", "auto"] as const)("changing an account, with a %s client", (protocol) => {
  test("asks a person, and does it once they say yes", async () => {
    const { account, simulator } = await real();
    const { asked, answer } = yes();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], answer, protocol });

    const { text } = await call("create_payment", TEA);

    expect(asked).toEqual(['Create a payment of 5900 CLP, "Tea" (order-1)?']);
    expect(simulator.payments().map(({ payment_id }) => payment_id)).toEqual([
      (JSON.parse(text) as { payment_id: string }).payment_id,
    ]);
  });

  test.each<ReturnType<Answer>>([
    { action: "decline" },
    { action: "accept", confirm: false },
    { action: "accept" },
  ])("does nothing on %j", async (said) => {
    const { account, simulator } = await real();
    const setting = { account, ceilings: ["CLP=6000"], protocol };
    const { call } = await agentOf({ ...setting, answer: () => said });

    const told = await call("create_payment", TEA).catch(String);

    expect(told).not.toHaveProperty("isError", false);
    expect(simulator.payments()).toEqual([]);
  });

  test("refuses a client that can ask nobody", async () => {
    const { account, simulator } = await real();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], protocol });

    const told = await call("create_payment", TEA).then(({ text }) => text, String);

    expect(told).toMatch(/elicitation.*required capability/);
    expect(simulator.payments()).toEqual([]);
  });
});

describe("ceilings", () => {
  test.each([
    { input: { ...TEA, amount: 6001 }, told: "above the ceiling of 6000 CLP" },
    { input: { ...TEA, amount: "6000.5" }, told: "without decimals in CLP" },
    { input: { ...TEA, amount: "5.900" }, told: "can mean two amounts" },
    { input: { ...TEA, amount: "1.00", currency: "USD" }, told: "may move nothing in USD" },
    { input: { ...TEA, currency: "clp" }, told: "currency must be one of" },
    { input: { ...TEA, amount: 0 }, told: "must be more than 0" },
  ])("refuses $input.amount $input.currency before anybody is asked", async ({ input, told }) => {
    const { account, simulator } = await real();
    const { asked, answer } = yes();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], answer });

    expect(await call("create_payment", input)).toEqual({
      isError: true,
      text: expect.stringContaining(told),
    });
    expect(asked).toEqual([]);
    expect(simulator.payments()).toEqual([]);
  });

  test("hold for what is given back, by the payment's own amount", async () => {
    const { account, simulator } = await real();
    const payment_id = await createPayment(clientOf(simulator), { amount: 9000 });
    await simulator.pay(payment_id);
    const { asked, answer } = yes();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], answer });

    for (const tool of ["void_payment", "refund_payment"]) {
      expect((await call(tool, { payment_id })).text).toContain("above the ceiling");
    }
    simulator.addFunds(9000);
    const part = await call("refund_payment", { payment_id, amount: 500 });

    expect(part.isError).toBe(false);
    expect(asked).toEqual([`Give back to its payer: 500 CLP, "Té" (${payment_id}, paid)?`]);
  });
});

describe("an outcome that is not known", () => {
  test("lets no payment be created until the one that was is read", async () => {
    const { account, simulator } = await real();
    const { asked, answer } = yes();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], answer });
    simulator.fault({ kind: "server-error", operation: "postPayment", tookEffect: true, times: 1 });

    const lost = await call("create_payment", TEA);
    const again = await call("create_payment", { ...TEA, subject: "The same tea" });
    const [made] = simulator.payments();
    await call("read_payment", { payment_id: made?.payment_id });
    const next = await call("create_payment", { ...TEA, transaction_id: "order-2" });

    expect(lost).toEqual({
      isError: true,
      text: expect.stringContaining("It may have taken effect"),
    });
    expect(again).toEqual({ isError: true, text: expect.stringContaining("it is not repeated") });
    expect(next.isError).toBe(false);
    expect(asked).toHaveLength(2);
    expect(simulator.payments()).toHaveLength(2);
  });

  test("lets a payment be given back again only after it was read, and no other one wait", async () => {
    const { account, simulator } = await real();
    const [first, other] = [
      await createPayment(clientOf(simulator)),
      await createPayment(clientOf(simulator)),
    ];
    await simulator.pay(first);
    await simulator.pay(other);
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], ...yes() });
    simulator.fault({ kind: "reset", operation: "voidPaymentById", tookEffect: false, times: 1 });

    expect((await call("void_payment", { payment_id: first })).isError).toBe(true);
    const refused = await call("refund_payment", { payment_id: first });
    expect((await call("void_payment", { payment_id: other })).isError).toBe(false);
    await call("read_payment", { payment_id: first });
    const repeated = await call("void_payment", { payment_id: first });

    expect(refused.text).toContain(`Read ${first} with read_payment first`);
    expect(repeated.isError).toBe(false);
  });

  test("is not what a refusal leaves", async () => {
    const { account, simulator } = await real();
    const { call } = await agentOf({ account, ceilings: ["CLP=6000"], ...yes() });
    const limit = { kind: "rate-limit", operation: "postPayment", retryAfterSeconds: 0 } as const;
    simulator.fault({ ...limit, times: 9 });
    const stop = await call("create_payment", TEA);
    simulator.reset();

    expect(stop.text).toContain("429");
    expect((await call("create_payment", TEA)).isError).toBe(false);
  });
});
