import { signNotification } from "../../../src/webhooks/index.js";
import { memoryStore, type SettlementStore } from "../../../src/stores/memory.js";
import type { PaymentNotification } from "../../../src/types.js";
import type {
  FailureContext,
  NotificationOptions,
  TrustingOptions,
} from "../../../src/webhooks/index.js";
import { SECRET } from "../vectors.js";

/** The order that {@link NOTIFICATION} pays. */
export const ORDER = {
  receiver_id: 990939,
  transaction_id: "order-1042",
  amount: 5900,
  currency: "CLP",
} as const;

export const NOTIFICATION = {
  payment_id: "gqzdy6chjne9",
  receiver_id: 990939,
  subject: "Order 1042",
  amount: "5900.0000",
  discount: "0.0000",
  currency: "CLP",
  transaction_id: "order-1042",
  payer_name: "Cobrador de desarrollo",
  payer_email: "payer@example.com",
  conciliation_date: "2026-03-09T02:22:27.266Z",
} as const;

/** A notification as it is posted. */
export interface Posted {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A notification that Khipu could have signed just now. */
export async function signed(changes: Partial<PaymentNotification> = {}): Promise<Posted> {
  const body = JSON.stringify({ ...NOTIFICATION, ...changes });
  const header = await signNotification(body, { secret: SECRET });
  return {
    body,
    headers: { "content-type": "application/json", "x-khipu-signature": header },
  };
}

/** A `Request` with that. */
export function request({ body, headers }: Posted): Request {
  return new Request("https://shop.example.com/khipu", { method: "POST", body, headers });
}

/** What a handler told its owner. */
export interface Told {
  readonly paid: string[];
  readonly failures: { readonly error: unknown; readonly context: FailureContext }[];
}

/** What a notification handler is given. */
export type Options = NotificationOptions<undefined> &
  TrustingOptions<undefined> & { store: SettlementStore };

/** Options that settle {@link ORDER}, and what they were told. */
export function shop(changes: Partial<Options> = {}): {
  readonly options: Options;
  readonly told: Told;
} {
  const told: Told = { paid: [], failures: [] };
  const options: Options = {
    secret: SECRET,
    store: memoryStore(),
    expect: ({ transaction_id }: PaymentNotification) =>
      transaction_id === ORDER.transaction_id ? ORDER : undefined,
    onPaid: ({ payment_id }: PaymentNotification) => told.paid.push(payment_id),
    onError: (error: unknown, context: FailureContext) => told.failures.push({ error, context }),
    ...changes,
  };
  return { options, told };
}

/** A store that does nothing, without one of its methods. */
export function storeWithout(method: string): object {
  const none = () => undefined;
  const methods = { claim: none, complete: none, release: none, lookUp: none };
  return { ...methods, [method]: undefined };
}

/** Status and body, as one line. */
export async function answerOf(response: Response | Promise<Response>): Promise<string> {
  const { status, text } = await Promise.resolve(response).then(async (answered) => ({
    status: answered.status,
    text: await answered.text(),
  }));
  return `${status} ${text}`;
}

/** Resolves after this many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
