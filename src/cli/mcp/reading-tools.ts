import { z } from "zod";
import { isPaid, paymentState } from "../../index.js";
import { tool } from "./tool.js";

const paymentId = z.string().describe("Khipu's payment_id, 12 characters");

/** What reads the account. */
export const READING = [
  tool({
    name: "read_payment",
    description:
      "Reads a payment from Khipu, with its state and whether it is paid. Only isPaid says that an order may be delivered; status done alone does not.",
    input: z.strictObject({ payment_id: paymentId }),
    run: async ({ account, guard }, { payment_id }, signal) => {
      const payment = await account.client.payments.get(payment_id, { signal });
      guard.noteRead(payment);
      return { ...payment, state: paymentState(payment), isPaid: isPaid(payment) };
    },
  }),
  tool({
    name: "list_banks",
    description: "Lists the banks that can pay, with the bank_id that create_payment takes.",
    input: z.strictObject({}),
    run: ({ account }, _, signal) => account.client.banks.list({ signal }),
  }),
  tool({
    name: "read_subscription",
    description:
      "Reads a subscription of automatic payments. It can be charged only while its status is ENABLED.",
    input: z.strictObject({ subscription_id: z.string() }),
    run: ({ account }, { subscription_id }, signal) =>
      account.client.subscriptions.get(subscription_id, { signal }),
  }),
];
