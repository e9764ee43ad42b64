import { memoryStore } from "khipu-sdk/stores/memory";

/** Options of a shop that knows one order; its store is of whoever asks. */
export function options() {
  return {
    secret: process.env.KHIPU_WEBHOOK_SECRET,
    store: memoryStore(),
    expect: () => ({
      receiver_id: 990939,
      transaction_id: "order-1042",
      amount: 5900,
      currency: "CLP",
    }),
    onPaid: () => undefined,
    onError: console.error,
    diagnostics: true,
  };
}
