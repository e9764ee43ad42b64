/** Does what it is told, line by line, with the generated client. Lines are JSON lists of texts. */
import { createInterface } from "node:readline";
import {
  BanksApi,
  Configuration,
  type PaymentNotification,
  PaymentsApi,
  RefundsApi,
} from "../../../.cache/clients/typescript-axios/instant-payments.v3";

const { KHIPU_URL = "", KHIPU_API_KEY = "" } = process.env;
const configuration = new Configuration({ basePath: KHIPU_URL, apiKey: KHIPU_API_KEY });
const payments = new PaymentsApi(configuration);

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await said(JSON.parse(line))));
}

async function said(words: string[]): Promise<string[]> {
  try {
    return await answer(words);
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw error;
    return ["refused", String(status)];
  }
}

/** Axios rejects with an error that has the response. */
function statusOf(error: unknown): unknown {
  if (!(error instanceof Error) || !("response" in error)) return undefined;
  const { response } = error;
  const isResponse = typeof response === "object" && response !== null && "status" in response;
  return isResponse ? response.status : undefined;
}

async function answer([verb, first = "", second = "", third = ""]: string[]): Promise<string[]> {
  switch (verb) {
    case "banks": {
      const { data } = await new BanksApi(configuration).getBanks();
      return ["banks", data.banks.map((bank) => bank.bank_id).join(",")];
    }
    case "create": {
      const order = { amount: Number(first), currency: "CLP", subject: second } as const;
      const { data } = await payments.postPayment({ ...order, transaction_id: third });
      return ["created", data.payment_id];
    }
    case "read": {
      const { data } = await payments.getPaymentById(first);
      const { status, status_detail, amount, subject, transaction_id } = data;
      return ["payment", status, status_detail, String(amount), subject, transaction_id];
    }
    case "refund": {
      const part =
        second === "all"
          ? ({ type: "full" } as const)
          : { type: "partial" as const, amount: second };
      await new RefundsApi(configuration).postRefund({ ...part, payment_id: first });
      return ["done"];
    }
    case "void":
      await payments.voidPaymentById(first);
      return ["done"];
    case "delete":
      await payments.deletePaymentById(first);
      return ["done"];
    case "notification": {
      const notification = JSON.parse(first) as PaymentNotification;
      return ["notification", notification.payment_id, String(notification.amount)];
    }
    default:
      throw new Error(`unknown verb ${String(verb)}`);
  }
}
