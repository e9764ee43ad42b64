import { Khipu } from "khipu-sdk";
import type { SettlementStore } from "khipu-sdk/stores/memory";
import { webhookHandler } from "khipu-sdk/webhooks";
import { toPlatformError } from "./errors.js";
import { type Egress, tracedFetch } from "./traced-fetch.js";

/** One of the platform's merchants, with its own collecting account. */
export interface Merchant {
  readonly receiverId: number;
  readonly apiKey: string;
  readonly secret: string;
}

/** What a merchant wants to be paid. */
export interface Charge {
  readonly reference: string;
  readonly amount: number;
  readonly subject: string;
}

/** A charge that was paid, in the platform's own words. */
export interface Settled {
  readonly receiverId: number;
  readonly reference: string;
  readonly paymentId: string;
}

/** Settings of the platform's client. */
export interface PlatformOptions {
  readonly merchants: readonly Merchant[];
  readonly egress: Egress;
  /** Where Khipu reaches the platform. */
  readonly publicUrl: string;
  /** Remembers what is settled, of all merchants: Khipu's payment ids are unique. */
  readonly store: SettlementStore;
  readonly findCharge: (receiverId: number, reference: string) => Charge | undefined;
  readonly onSettled: (settled: Settled) => void | Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly khipuUrl?: string;
}

/** What a merchant has in the platform. Nothing is shared but the way out: no module keeps a key. */
interface Account {
  readonly khipu: Khipu;
  readonly receive: (request: Request) => Promise<Response>;
}

/** A payments platform whose merchants collect through Khipu, each with credentials of its own. */
export class Platform {
  readonly #options: PlatformOptions;
  readonly #accounts: ReadonlyMap<number, Account>;

  constructor(options: PlatformOptions) {
    this.#options = options;
    this.#accounts = new Map(
      options.merchants.map((merchant) => [merchant.receiverId, accountOf(merchant, options)]),
    );
  }

  /**
   * Asks a merchant's payer to pay, and resolves to where that is done.
   *
   * @throws {@link PlatformError} when there is no payment, or nobody knows.
   */
  async collect(receiverId: number, charge: Charge): Promise<{ paymentId: string; url: string }> {
    const account = this.#accounts.get(receiverId);
    if (!account) throw new TypeError(`no merchant ${receiverId}`);
    try {
      const payment = await account.khipu.payments.create({
        amount: charge.amount,
        currency: "CLP",
        subject: charge.subject,
        transaction_id: charge.reference,
        // The address says whose secret signs what comes to it. The body may say so only once it is verified.
        notify_url: `${this.#options.publicUrl}/khipu/${receiverId}`,
      });
      return { paymentId: payment.payment_id, url: payment.payment_url };
    } catch (error) {
      throw toPlatformError(error);
    }
  }

  /** Answers a notification, of whichever merchant. */
  async receive(request: Request): Promise<Response> {
    const receiverId = Number(/\/khipu\/(\d+)$/.exec(new URL(request.url).pathname)?.[1]);
    const account = this.#accounts.get(receiverId);
    return account ? account.receive(request) : new Response("no such merchant", { status: 404 });
  }
}

function accountOf(merchant: Merchant, options: PlatformOptions): Account {
  const { egress, findCharge, khipuUrl, onError, onSettled, store } = options;
  const { apiKey, receiverId, secret } = merchant;
  return {
    khipu: new Khipu({
      apiKey,
      appInfo: { name: "example-platform", version: "1.0.0" },
      fetch: tracedFetch(egress),
      ...(khipuUrl !== undefined && { baseUrl: khipuUrl }),
    }),
    receive: webhookHandler({
      secret,
      store,
      expect: ({ transaction_id = "" }) => {
        const charge = findCharge(receiverId, transaction_id);
        if (!charge) return undefined;
        const { amount } = charge;
        return { receiver_id: receiverId, transaction_id, amount, currency: "CLP" };
      },
      onPaid: ({ payment_id, transaction_id = "" }) =>
        onSettled({ receiverId, reference: transaction_id, paymentId: payment_id }),
      onError: (error) => onError(toPlatformError(error)),
    }),
  };
}
