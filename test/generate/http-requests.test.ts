import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { Khipu } from "../../src/index.js";
import { Openpay } from "../../src/openpay/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

/** One request of a collection, its variables filled in. */
interface Filled {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const CARD = {
  card_number: "4111111111111111",
  holder_name: "Ana Soto",
  expiration_year: "30",
  expiration_month: "12",
  cvv2: "110",
};

type Variables = Readonly<Record<string, string>>;

const textOf = (id: string) => readFileSync(join(ROOT, `generated/${id}/requests.http`), "utf8");

/** The requests of a collection by their names, as an editor cuts them. */
function requestsOf(id: string): [string, string][] {
  const [, ...blocks] = textOf(id).split(/^### .*\n/m);
  return blocks.map((block) => [/^# @name (\S+)$/m.exec(block)?.[1] ?? "", block]);
}

function fill(block: string, variables: Variables): Filled {
  const text = block
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => variables[name] ?? `no ${name}`);
  const [head = "", ...rest] = text.split("\n\n");
  const [line = "", ...headers] = head.trim().split("\n");
  const [method = "", url = ""] = line.split(" ");
  const body = rest.join("\n\n").trim();
  const named = headers.map((header): [string, string] => {
    const [name = "", value = ""] = header.split(": ");
    const [, user] = /^Basic (.*)$/.exec(value) ?? [];
    // An editor encodes what is said in plain words.
    return [name, user === undefined ? value : `Basic ${Buffer.from(user).toString("base64")}`];
  });
  return { method, url, headers: Object.fromEntries(named), ...(body !== "" && { body }) };
}

let simulator: Simulator;
let khipu: Khipu;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
  khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });
});

afterEach(() => simulator.close());

async function paymentId(isPaid: boolean): Promise<string> {
  const params = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
  const { payment_id } = await khipu.payments.create(params);
  if (isPaid) await simulator.pay(payment_id);
  return payment_id;
}

async function subscriptionId(): Promise<string> {
  const nowhere = "http://127.0.0.1:1/";
  const { subscription_id } = await khipu.subscriptions.create({
    ...{ name: "Club", email: "payer@example.com", currency: "CLP" },
    ...{ max_amount: 100_000, max_amount_per_charge: 100_000 },
    ...{ notify_url: nowhere, return_url: nowhere, cancel_url: nowhere },
  });
  await simulator.signSubscription(subscription_id);
  await simulator.enableSubscription(subscription_id);
  return subscription_id;
}

/** What the sender has made before, for the request of this name. */
async function variablesFor(name: string): Promise<Variables> {
  const needsPaid = /Confirm|Refund|void/i.test(name);
  return {
    KHIPU_BASE_URL: simulator.url,
    KHIPU_API_KEY: simulator.apiKey,
    KHIPU_RECEIVER_ID: String(simulator.receiverId),
    payment_id: await paymentId(needsPaid),
    subscription_id: /Subscription|Charge/.test(name) ? await subscriptionId() : "none",
  };
}

async function openpayVariables(): Promise<Variables> {
  const { merchantId, privateKey, baseUrl } = simulator.openpay;
  const openpay = new Openpay(simulator.openpay);
  const used = await openpay.tokens.create(CARD);
  const variables = {
    OPENPAY_BASE_URL: baseUrl,
    OPENPAY_MERCHANT_ID: merchantId,
    OPENPAY_PRIVATE_KEY: privateKey,
    card_id: simulator.openpay.saveCard(),
    token_id: used.id,
  };
  const [, charge = ""] = requestsOf("openpay.v1").find(([name]) => name === "createCharge") ?? [];
  const { url, ...init } = fill(charge, variables);
  await fetch(url, init);
  // A token is charged once.
  const fresh = await openpay.tokens.create(CARD);
  const transaction_id = simulator.openpay.charges()[0]?.id ?? "none";
  return { ...variables, token_id: fresh.id, transaction_id };
}

const COLLECTIONS = [
  ["instant-payments.v3", "x-api-key: {{KHIPU_API_KEY}}\n"],
  ["automatic-payments.v1", "x-api-key: {{KHIPU_API_KEY}}\n"],
  ["openpay.v1", "Authorization: Basic {{OPENPAY_PRIVATE_KEY}}:\n"],
] as const;

describe.each(COLLECTIONS)("the requests of %s", (id, access) => {
  test.each(requestsOf(id))("%s is taken by the simulator as it stands", async (name, block) => {
    const openpay = id === "openpay.v1" ? await openpayVariables() : {};
    const { url, ...init } = fill(block, { ...(await variablesFor(name)), ...openpay });

    const answer = await fetch(url, init);

    expect({ ok: answer.ok, body: await answer.json() }).toMatchObject({ ok: true });
    expect(simulator.lastRequest()).toMatchObject({ operation: name });
  });

  test("hold every operation, and nothing secret", async () => {
    const { operations } = (await import(`../../generated/${id}/operations.ts`)) as {
      operations: object;
    };

    expect(requestsOf(id).map(([name]) => name)).toEqual(Object.keys(operations));
    for (const [, block] of requestsOf(id)) expect(block).toContain(access);
  });
});
