import { expectTypeOf } from "expect-type";
import { Khipu } from "../../src/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import type { BatchStore, SettlementStore } from "../../src/stores/types.js";
import type { Payment, PaymentNotification } from "../../src/types.js";
import { KhipuV2, tokenNotificationHandler } from "../../src/v2/index.js";
import { nodeHandler, subscriptionHandler, webhookHandler } from "../../src/webhooks/index.js";

interface Client {
  query(sql: string): Promise<unknown>;
}

declare const postgres: SettlementStore<Client>;
const khipu = new Khipu({ apiKey: "key" });
const options = { secret: "secret", onError: console.error, expect: "skip" } as const;

// The transaction is the store's.
webhookHandler({
  ...options,
  store: postgres,
  onPaid: async (payment, { tx, signal, notification }) => {
    expectTypeOf(payment).toEqualTypeOf<PaymentNotification>();
    expectTypeOf(tx).toEqualTypeOf<Client>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(notification).toEqualTypeOf<PaymentNotification>();
    await tx.query("update orders set paid = true");
  },
});
nodeHandler({
  ...options,
  store: postgres,
  onPaid: (_, { tx }) => {
    expectTypeOf(tx).toEqualTypeOf<Client>();
  },
});
webhookHandler({
  ...options,
  store: memoryStore(),
  onPaid: (_, { tx }) => {
    expectTypeOf(tx).toEqualTypeOf<undefined>();
  },
});

// With a batch store the callback returns the driver's writes.
interface Write {
  readonly sql: string;
}
declare const batch: BatchStore<readonly Write[]>;
webhookHandler({
  ...options,
  store: batch,
  onPaid: (payment, { tx }) => {
    expectTypeOf(payment).toEqualTypeOf<PaymentNotification>();
    expectTypeOf(tx).toEqualTypeOf<undefined>();
    return [{ sql: "update orders set paid = true" }];
  },
});
webhookHandler({ ...options, store: batch, onPaid: () => Promise.resolve([]) });
// @ts-expect-error who forgets to return has delivered nothing
webhookHandler({ ...options, store: batch, onPaid: async () => Promise.resolve() });
// @ts-expect-error these are no writes of the store's
webhookHandler({ ...options, store: batch, onPaid: () => [1] });

// A payment that was read again is a payment.
webhookHandler({
  ...options,
  store: postgres,
  confirmWithKhipu: true,
  khipu,
  onPaid: (payment, { tx }) => {
    expectTypeOf(payment).toEqualTypeOf<Payment>();
    expectTypeOf(tx).toEqualTypeOf<Client>();
  },
});
// @ts-expect-error there is nobody to read the payment
webhookHandler({ ...options, store: postgres, confirmWithKhipu: true, onPaid: () => undefined });

// What keeps money safe cannot be left out.
// @ts-expect-error expect is missing
webhookHandler({ secret: "s", onError: console.error, store: postgres, onPaid: () => undefined });
// @ts-expect-error onError is missing: a mismatch would be told to nobody
webhookHandler({ secret: "s", expect: "skip", store: postgres, onPaid: () => undefined });
// @ts-expect-error store is missing
webhookHandler({ ...options, onPaid: () => undefined });
const paid = { ...options, store: postgres, onPaid: () => undefined };
webhookHandler({
  ...paid,
  // @ts-expect-error an order without a receiver accepts payments to anybody
  expect: () => ({ transaction_id: "1", amount: 1, currency: "CLP" }),
});
webhookHandler({
  ...paid,
  // @ts-expect-error an order without a reference accepts any payment of that amount
  expect: () => ({ receiver_id: 1, amount: 1, currency: "CLP" }),
});

// Handlers of unsigned messages go into every adapter; what this package did not make does not.
nodeHandler(subscriptionHandler({ ...options, store: postgres, khipu, onStatus: () => undefined }));
// @ts-expect-error it has no webhook behind it
nodeHandler(() => Promise.resolve(new Response()));

tokenNotificationHandler({
  onError: console.error,
  store: postgres,
  khipu: new KhipuV2({ receiverId: 1, secret: "secret" }),
  expect: (payment) => {
    expectTypeOf(payment).toEqualTypeOf<Payment>();
    return { transaction_id: "1", amount: 1, currency: "CLP" };
  },
  onPaid: (payment, { tx }) => {
    expectTypeOf(payment).toEqualTypeOf<Payment>();
    expectTypeOf(tx).toEqualTypeOf<Client>();
  },
});
