import type { PaymentState } from "khipu-sdk";
import type { Db } from "./database.js";
import type { Order } from "./orders.js";

/**
 * What is known of an attempt to pay an order: what Khipu says of its payment, and before there is one
 *
 * - `creating`: Khipu is being asked for it,
 * - `failed`: it certainly was not created,
 * - `lost`: Khipu's answer was lost. A payment may exist that nobody has seen the address of.
 */
export type AttemptState = PaymentState | "creating" | "failed" | "lost";

/** One attempt to pay an order: a payment of Khipu's, or the wish for one. */
export interface Attempt {
  readonly id: number;
  readonly orderId: number;
  readonly state: AttemptState;
  readonly paymentId: string | null;
  /** Khipu's page for the payer. */
  readonly paymentUrl: string;
  readonly problem: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When Khipu was last asked about it. */
  readonly lookedAt: number;
}

const COLUMNS = `id, order_id as orderId, state, payment_id as paymentId, payment_url as paymentUrl,
  problem, created_at as createdAt, expires_at as expiresAt, looked_at as lookedAt`;

/** Longer than any call to Khipu may take: who is still `creating` then has died on the way. */
const CREATING_MS = 60_000;

/** The last attempt of an order. */
export function latestAttempt(database: Db, order: Order): Attempt | undefined {
  return attemptsOf(database, order)[0];
}

/** All attempts of an order, the last one first. */
export function attemptsOf(database: Db, order: Order): Attempt[] {
  buryTheDead(database);
  const sql = `select ${COLUMNS} from attempts where order_id = ? order by id desc`;
  return database.prepare<[number], Attempt>(sql).all(order.id);
}

/** The newest attempts of all orders. */
export function listAttempts(database: Db, limit = 200): Attempt[] {
  buryTheDead(database);
  const sql = `select ${COLUMNS} from attempts order by id desc limit ?`;
  return database.prepare<[number], Attempt>(sql).all(limit);
}

/** Finds an attempt by its own number. */
export function findAttempt(database: Db, id: number): Attempt | undefined {
  return database
    .prepare<[number], Attempt>(`select ${COLUMNS} from attempts where id = ?`)
    .get(id);
}

/**
 * Begins an attempt after the one that its author has seen.
 *
 * @param after - the number of the last attempt that was seen, 0 for none.
 * @returns nothing when somebody else was faster: there is a later one, or one that can still be paid.
 */
export function beginAttempt(
  database: Db,
  order: Order,
  after: number,
  expiresAt: number,
): Attempt | undefined {
  const sql = `insert or ignore into attempts (order_id, state, created_at, expires_at)
    select @orderId, 'creating', @now, @expiresAt
    where (select coalesce(max(id), 0) from attempts where order_id = @orderId) = @after`;
  const { changes, lastInsertRowid } = database
    .prepare<[{ orderId: number; now: number; expiresAt: number; after: number }]>(sql)
    .run({ orderId: order.id, now: Date.now(), expiresAt, after });
  return changes === 1 ? findAttempt(database, Number(lastInsertRowid)) : undefined;
}

/** Keeps what Khipu answered. Not when a notification was faster: what that brought stays. */
export function attemptCreated(
  database: Db,
  attempt: Attempt,
  payment: { readonly payment_id: string; readonly payment_url: string },
): void {
  database
    .prepare<[string, string, number]>(
      `update attempts set state = 'pending', payment_id = ?, payment_url = ?
       where id = ? and payment_id is null`,
    )
    .run(payment.payment_id, payment.payment_url, attempt.id);
}

/** Keeps why there is no payment, or none that is known. */
export function attemptFailed(
  database: Db,
  attempt: Attempt,
  state: "failed" | "lost",
  problem: string,
): void {
  database
    .prepare<[string, string, number]>(
      "update attempts set state = ?, problem = ? where id = ? and payment_id is null",
    )
    .run(state, problem, attempt.id);
}

/** Keeps what Khipu says of a payment that is not paid. Not when it was settled since Khipu was asked. */
export function attemptUnpaid(database: Db, paymentId: string, state: PaymentState): void {
  const sql = `update attempts set state = ? where payment_id = ? and state in
    ('pending', 'verifying', 'unknown', 'expired', 'rejected', 'abuse', 'deleted')`;
  database.prepare<[string, string]>(sql).run(state, paymentId);
}

/** Keeps what a payment is after a refund. */
export function attemptIs(database: Db, paymentId: string, state: PaymentState): void {
  database
    .prepare<[string, string]>("update attempts set state = ? where payment_id = ?")
    .run(state, paymentId);
}

/** Marks the attempt of a payment as paid: its own, or the one whose answer was lost, or one of its own making. */
export function attemptPaid(database: Db, order: Order, paymentId: string): void {
  const paid = database.prepare<[string]>(
    "update attempts set state = 'paid' where payment_id = ?",
  );
  if (paid.run(paymentId).changes === 1) return;
  const adopt = database.prepare<[string, number]>(
    `update attempts set state = 'paid', payment_id = ? where id =
       (select max(id) from attempts where order_id = ? and payment_id is null)`,
  );
  if (adopt.run(paymentId, order.id).changes === 1) return;
  const now = Date.now();
  database
    .prepare<[number, string, number, number]>(
      `insert into attempts (order_id, state, payment_id, created_at, expires_at)
       values (?, 'paid', ?, ?, ?)`,
    )
    .run(order.id, paymentId, now, now);
}

/** Notes that Khipu is being asked about an attempt. */
export function attemptLookedAt(database: Db, attempt: Attempt): void {
  database
    .prepare<[number, number]>("update attempts set looked_at = ? where id = ?")
    .run(Date.now(), attempt.id);
}

/** What may still be paid: open, being verified, or expired so lately that a transfer may be under way. */
export function attemptsThatMayBePaid(database: Db, expiredAfter: number): Attempt[] {
  buryTheDead(database);
  const sql = `select ${COLUMNS} from attempts where payment_id is not null and
    (state in ('pending', 'verifying', 'unknown') or (state = 'expired' and expires_at > ?))`;
  return database.prepare<[number], Attempt>(sql).all(expiredAfter);
}

/** A process died while it asked Khipu: whether there is a payment is not known. */
function buryTheDead(database: Db): void {
  const sql = "update attempts set state = 'lost' where state = 'creating' and created_at < ?";
  database.prepare<[number]>(sql).run(Date.now() - CREATING_MS);
}
