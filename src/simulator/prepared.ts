import { fieldsOf } from "../fields.js";
import type { Engine } from "./engine.js";
import { Refusal } from "./http/refusal.js";
import { createAsAsked } from "./new-payment.js";
import { payerOf } from "./payments/payers.js";
import type { PaymentRow } from "./payments/payment.js";
import type { PreparedData, PreparedPayment, PreparedState } from "./prepared-data.js";
import { SimulatorError } from "./simulator-error.js";

const MOVES: Readonly<Record<PreparedState, (engine: Engine, row: PaymentRow) => void>> = {
  pending: () => undefined,
  verifying: (engine, row) => engine.payments.verify(row, payerIn(engine, row)),
  paid: (engine, row) => void engine.payments.conciliate(row, payerIn(engine, row)),
  rejected: ({ payments }, row) => payments.close(row, "reject"),
  expired: ({ payments }, row) => payments.expire(row),
};

/**
 * Puts prepared data into a simulator that holds no payment yet; one that goes on from a data file keeps what it has.
 *
 * @throws SimulatorError that names what is wrong, as `prepared.payments[1].amount`.
 */
export function prepare(engine: Engine, data: PreparedData): void {
  if (fieldsOf(data) !== data) throw new SimulatorError("prepared must be an object");
  const { payments = [], ...others } = fieldsOf<PreparedData>(data);
  const [other] = Object.keys(others);
  if (other !== undefined) throw new SimulatorError(`prepared.${other}: there is no such part`);
  if (!Array.isArray(payments)) throw new SimulatorError("prepared.payments must be a list");
  if (engine.payments.size > 0) return;
  for (const [at, payment] of payments.entries()) add(engine, payment, `prepared.payments[${at}]`);
}

function add(engine: Engine, payment: unknown, where: string): void {
  // Whoever writes a file writes anything: what is in it is looked at here.
  const { state = "pending", ...params } = Object(payment) as PreparedPayment;
  const move = Object.hasOwn(MOVES, state) ? MOVES[state] : undefined;
  if (move === undefined) {
    throw new SimulatorError(
      `${where}.state must be one of ${Object.keys(MOVES).join(", ")}, got ${JSON.stringify(state)}`,
    );
  }
  try {
    move(engine, createAsAsked(engine, params));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reasons = error.errors.map(({ field, message }) => `${where}.${field}: ${message}`);
    throw new SimulatorError(reasons.join("; ") || `${where}: ${error.message}`);
  }
}

function payerIn(engine: Engine, row: PaymentRow) {
  return payerOf(row, engine.receivers.of(row), {});
}
