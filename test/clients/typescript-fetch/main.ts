/** Does what it is told, line by line, with the generated client. Lines are JSON lists of texts. */
import { createInterface } from "node:readline";
import {
  BanksApi,
  Configuration,
  PaymentNotificationFromJSON,
  PaymentsApi,
  RefundsApi,
  ResponseError,
} from "../../../.cache/clients/typescript-fetch/instant-payments.v3";

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
    if (error instanceof ResponseError) return ["refused", String(error.response.status)];
    throw error;
  }
}

async function answer([verb, first = "", second = "", third = ""]: string[]): Promise<string[]> {
  switch (verb) {
    case "banks": {
      const { banks } = await new BanksApi(configuration).getBanks();
      return ["banks", banks.map((bank) => bank.bank_id).join(",")];
    }
    case "create": {
      const order = { amount: Number(first), currency: "CLP", subject: second } as const;
      const paymentCreate = { ...order, transaction_id: third };
      const { payment_id } = await payments.postPayment({ paymentCreate });
      return ["created", payment_id];
    }
    case "read": {
      const payment = await payments.getPaymentById({ id: first });
      const { status, status_detail, subject, transaction_id } = payment;
      return ["payment", status, status_detail, String(payment.amount), subject, transaction_id];
    }
    case "refund": {
      const part =
        second === "all"
          ? ({ type: "full" } as const)
          : { type: "partial" as const, amount: second };
      const refundCreate = { ...part, payment_id: first };
      await new RefundsApi(configuration).postRefund({ refundCreate });
      return ["done"];
    }
    case "void":
      await payments.voidPaymentById({ id: first });
      return ["done"];
    case "delete":
      await payments.deletePaymentById({ id: first });
      return ["done"];
    case "notification": {
      const { payment_id, amount } = PaymentNotificationFromJSON(JSON.parse(first));
      return ["notification", payment_id, String(amount)];
    }
    default:
      throw new Error(`unknown verb ${String(verb)}`);
  }
}
