import { afterEach, beforeEach, describe, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { isKhipuError, Khipu } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { parseNotification } from "../../src/webhooks/index.js";
import { type Gate, startGate } from "./gate.js";
import { type Ask, LIFECYCLE } from "./lifecycle.js";

const NOTIFICATION = readFileSync(
  join(ROOT, "test/fixtures/instant-payments.v3/notification.real.json"),
  "utf8",
);

let simulator: Simulator;
let gate: Gate;

beforeEach(async () => {
  simulator = await startSimulator();
  gate = await startGate(simulator.url);
});

afterEach(async () => {
  await gate.close();
  await simulator.close();
});

describe.each([
  ["the platform's fetch", askByFetch],
  ["Khipu", askKhipu],
])("a client that is %s", (_, clientOf) => {
  test.each(Object.entries(LIFECYCLE))("%s", async (_what, act) => {
    const ask = clientOf({ url: gate.url, apiKey: simulator.apiKey });
    await act({ ask, simulator, gate, notification: NOTIFICATION });
  });
});

/** Where Khipu is, and the key. */
type Account = Pick<Simulator, "url" | "apiKey">;

/** Nothing of ours: what a person writes who reads Khipu's documentation. */
function askByFetch({ url, apiKey }: Account): Ask {
  const call = async (method: string, path: string, body?: object) => {
    const headers = { "x-api-key": apiKey, "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/v3${path}`, { method, headers, ...sent });
    const answer = (await response.json()) as Record<string, string>;
    return response.ok ? answer : ["refused", String(response.status)];
  };
  const said = async (answer: ReturnType<typeof call>, tell: (body: Answer) => string[]) => {
    const body = await answer;
    return Array.isArray(body) ? body : tell(body);
  };
  return async (verb, ...[first = "", second = "", third = ""]) => {
    switch (verb) {
      case "banks":
        return said(call("GET", "/banks"), ({ banks }) => ["banks", idsOf(banks)]);
      case "create": {
        const order = { amount: Number(first), currency: "CLP", subject: second };
        const created = call("POST", "/payments", { ...order, transaction_id: third });
        return said(created, ({ payment_id: id = "" }) => ["created", id]);
      }
      case "read":
        return said(call("GET", `/payments/${first}`), textsOf);
      case "refund": {
        const part = second === "all" ? { type: "full" } : { type: "partial", amount: second };
        return said(call("POST", "/refunds", { ...part, payment_id: first }), () => ["done"]);
      }
      case "void":
        return said(call("POST", `/payments/${first}/void`), () => ["done"]);
      case "delete":
        return said(call("DELETE", `/payments/${first}`), () => ["done"]);
      default: {
        const { payment_id: id = "", amount = "" } = JSON.parse(first) as Answer;
        return ["notification", id, amount];
      }
    }
  };
}

type Answer = Readonly<Record<string, string>>;

function idsOf(banks: unknown): string {
  return (banks as { bank_id: string }[]).map((bank) => bank.bank_id).join(",");
}

function textsOf(payment: Readonly<Record<string, unknown>>): string[] {
  const names = ["status", "status_detail", "amount", "subject", "transaction_id"];
  return ["payment", ...names.map((name) => String(payment[name]))];
}

function askKhipu({ url, apiKey }: Account): Ask {
  const khipu = new Khipu({ apiKey, baseUrl: url });
  return async (...words) => {
    try {
      return await tell(khipu, words);
    } catch (error) {
      if (isKhipuError(error) && error.name === "KhipuApiError") {
        return ["refused", String(error.status)];
      }
      // Refused before anything leaves, as the service would refuse it.
      if (error instanceof RangeError) return ["refused", "400"];
      throw error;
    }
  };
}

async function tell(khipu: Khipu, [verb, first = "", second = "", third = ""]: string[]) {
  switch (verb) {
    case "banks":
      return ["banks", (await khipu.banks.list()).banks.map((bank) => bank.bank_id).join(",")];
    case "create": {
      const order = { amount: first, currency: "CLP", subject: second } as const;
      const { payment_id } = await khipu.payments.create({ ...order, transaction_id: third });
      return ["created", payment_id];
    }
    case "read":
      return textsOf({ ...(await khipu.payments.get(first)) });
    case "refund":
      if (second === "all") await khipu.refunds.create({ type: "full", payment_id: first });
      else await khipu.refunds.create({ type: "partial", payment_id: first, amount: second });
      return ["done"];
    case "void":
      await khipu.payments.void(first);
      return ["done"];
    case "delete":
      await khipu.payments.delete(first);
      return ["done"];
    default: {
      const { payment_id, amount } = parseNotification(first);
      return ["notification", payment_id, String(amount)];
    }
  }
}
