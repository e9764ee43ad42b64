/** What one ticket costs, in pesos. It is asked of the shop, never of the payer's browser. */
export const PRICE = 5900;

/**
 * - `creating`: Khipu is being asked for a payment,
 * - `waiting`: the payer can pay, or has and Khipu is looking for the money,
 * - `failed`: there certainly is no payment; it can be asked for again,
 * - `unknown`: the answer was lost, and there may be a payment; it is never asked for again,
 * - `paid`: Khipu's notification said so.
 */
export type OrderState = "creating" | "waiting" | "failed" | "unknown" | "paid";

/** One ticket for one payer. */
export interface Order {
  /** Cannot be guessed: who knows it may see the order. It is the payment's `transaction_id`. */
  readonly id: string;
  readonly amount: number;
  readonly state: OrderState;
  /** Where it is paid; `null` until Khipu has told. */
  readonly paymentUrl: string | null;
}

/** As the database has it. */
interface OrderRow {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
  readonly payment_url: string | null;
  readonly begun_at: number;
}

/** An attempt that is older has died with its worker. The client gives up after 30 seconds. */
const CREATING_MS = 60_000;
const COLUMNS = "id, amount, state, payment_url, begun_at";

/** The orders, in D1; migrations/ has their tables. */
export class Orders {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /**
   * The order of a checkout form, and whether the caller is the one who asks Khipu for its payment. Of a form that is
   * sent twice, at once or later, that is one.
   */
  async begin(checkoutKey: string): Promise<{ order: Order; isMine: boolean }> {
    const insertion = `insert into orders (id, checkout_key, amount, state, begun_at) values (?, ?, ?, 'creating', ?)
       on conflict (checkout_key) do update set state = 'creating', begun_at = excluded.begun_at
       where state = 'failed' returning ${COLUMNS}`;
    const [mine, found] = await this.#db.batch<OrderRow>([
      this.#db.prepare(insertion).bind(crypto.randomUUID(), checkoutKey, PRICE, Date.now()),
      this.#db.prepare(`select ${COLUMNS} from orders where checkout_key = ?`).bind(checkoutKey),
    ]);
    const row = found?.results[0];
    if (!row) throw new Error("the order that was just written is not there");
    return { order: orderOf(row), isMine: mine?.results.length === 1 };
  }

  /** Khipu made the payment. Its notification may have been faster than its answer. */
  async created(id: string, paymentId: string, paymentUrl: string): Promise<void> {
    const update = `update orders set payment_id = coalesce(payment_id, ?), payment_url = ?,
         state = case state when 'paid' then state else 'waiting' end where id = ?`;
    await this.#db.prepare(update).bind(paymentId, paymentUrl, id).run();
  }

  /** Khipu made no payment, or nobody knows whether it did. */
  async failed(id: string, state: "failed" | "unknown"): Promise<void> {
    const update = "update orders set state = ? where id = ? and state = 'creating'";
    await this.#db.prepare(update).bind(state, id).run();
  }

  /**
   * What marks an order as paid and takes its ticket off the shelf. The store commits it with the mark "settled", in one
   * batch; so each statement looks at the order as it is then, and the last one changes it.
   */
  settling(id: string, paymentId: string): D1PreparedStatement[] {
    const isPaid = "(select state = 'paid' from orders where id = ?)";
    return [
      this.#db
        .prepare(`insert into paid_twice (payment_id, order_id) select ?, ? where ${isPaid}`)
        .bind(paymentId, id, id),
      this.#db.prepare(`update stock set units = units - 1 where not ${isPaid}`).bind(id),
      this.#db
        .prepare(
          "update orders set state = 'paid', payment_id = ? where id = ? and state <> 'paid'",
        )
        .bind(paymentId, id),
    ];
  }

  async find(id: string): Promise<Order | undefined> {
    const query = `select ${COLUMNS} from orders where id = ?`;
    const row = await this.#db.prepare(query).bind(id).first<OrderRow>();
    return row ? orderOf(row) : undefined;
  }

  async unitsLeft(): Promise<number> {
    return (await this.#db.prepare("select units from stock").first<number>("units")) ?? 0;
  }
}

function orderOf({ id, amount, state, payment_url, begun_at }: OrderRow): Order {
  const isLost = state === "creating" && Date.now() - begun_at > CREATING_MS;
  // Only this file writes states.
  return { id, amount, state: isLost ? "unknown" : (state as OrderState), paymentUrl: payment_url };
}
