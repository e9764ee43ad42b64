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
interface OrderRow extends Record<string, SqlStorageValue> {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
  readonly payment_url: string | null;
  readonly begun_at: number;
}

/** An attempt that is older has died with its worker. The client gives up after 30 seconds. */
const CREATING_MS = 60_000;

/** The orders, in the database of a Durable Object. */
export class Orders {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      create table if not exists orders (
        id text primary key, checkout_key text not null unique, amount integer not null,
        state text not null, begun_at integer not null, payment_id text, payment_url text
      );
      create table if not exists stock (one integer primary key check (one = 1), units integer);
      insert or ignore into stock values (1, 100);
    `);
  }

  /**
   * The order of a checkout form, and whether the caller is the one who asks Khipu for its payment. Of a form that is
   * sent twice, at once or later, that is one.
   */
  begin(checkoutKey: string): { order: Order; isMine: boolean } {
    const now = Date.now();
    const mine = this.#sql.exec(
      `insert into orders (id, checkout_key, amount, state, begun_at) values (?, ?, ?, 'creating', ?)
       on conflict (checkout_key) do update set state = 'creating', begun_at = excluded.begun_at
       where state = 'failed' returning id`,
      ...[crypto.randomUUID(), checkoutKey, PRICE, now],
    );
    const isMine = mine.toArray().length === 1;
    const order = this.#one("checkout_key", checkoutKey);
    if (!order) throw new Error("the order that was just written is not there");
    return { order, isMine };
  }

  /** Khipu made the payment. Its notification may have been faster than its answer. */
  created(id: string, paymentId: string, paymentUrl: string): void {
    this.#sql.exec(
      `update orders set payment_id = ?, payment_url = ?,
         state = case state when 'paid' then state else 'waiting' end where id = ?`,
      ...[paymentId, paymentUrl, id],
    );
  }

  /** Khipu made no payment, or nobody knows whether it did. */
  failed(id: string, state: "failed" | "unknown"): void {
    this.#sql.exec("update orders set state = ? where id = ? and state = 'creating'", state, id);
  }

  /** Marks an order as paid, and takes its ticket off the shelf. Repeated, it does nothing. */
  settle(id: string, paymentId: string): void {
    const [order] = this.#sql
      .exec<{ state: string; payment_id: string | null }>(
        "select state, payment_id from orders where id = ?",
        id,
      )
      .toArray();
    if (!order) throw new Error(`order ${id} has gone`);
    if (order.state === "paid") {
      // Another payment of the same order was settled before: money to give back. Here a person reads the log.
      if (order.payment_id !== paymentId) console.error(`order ${id} was paid twice: ${paymentId}`);
      return;
    }
    this.#sql.exec("update orders set state = 'paid', payment_id = ? where id = ?", paymentId, id);
    this.#sql.exec("update stock set units = units - 1");
  }

  find(id: string): Order | undefined {
    return this.#one("id", id);
  }

  unitsLeft(): number {
    return this.#sql.exec<{ units: number }>("select units from stock").one().units;
  }

  #one(column: "id" | "checkout_key", value: string): Order | undefined {
    const [row] = this.#sql
      .exec<OrderRow>(
        `select id, amount, state, payment_url, begun_at from orders where ${column} = ?`,
        value,
      )
      .toArray();
    return row && orderOf(row);
  }
}

function orderOf({ id, amount, state, payment_url, begun_at }: OrderRow): Order {
  const isLost = state === "creating" && Date.now() - begun_at > CREATING_MS;
  // Only this file writes states.
  return { id, amount, state: isLost ? "unknown" : (state as OrderState), paymentUrl: payment_url };
}
