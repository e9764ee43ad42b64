import type { Charge, CreateTokenParams } from "../../openpay/types.js";
import type { Engine } from "../engine.js";
import { payerOf } from "../payments/payers.js";
import { SimulatorError } from "../simulator-error.js";
import type { ChargeRow } from "./charge.js";
import type { OpenpayWebhook } from "./merchant.js";

/**
 * Openpay on your machine. It is also what a client is made with: `new Openpay(simulator.openpay)`.
 *
 * Its controls throw `SimulatorError` for a charge that there is not, or that is in no state for it.
 */
export interface SimulatedOpenpay {
  readonly merchantId: string;
  readonly privateKey: string;
  /** The `baseUrl` of a client. */
  readonly baseUrl: string;

  /**
   * Pays a charge that is pending, or confirms one that its provider took; through Khipu if that is its provider.
   *
   * Resolves once the first attempt to tell the merchant has ended, as all of these do.
   */
  complete(chargeId: string): Promise<Charge>;
  /** Lets a charge fail that is pending, or that its provider took. */
  fail(chargeId: string, reason?: string): Promise<Charge>;
  /** Confirms a refund that waits for Adyen. */
  completeRefund(chargeId: string): Promise<Charge>;
  /** Lets a refund fail that waits for Adyen. */
  failRefund(chargeId: string, reason?: string): Promise<Charge>;
  /** All charges as the API reads them back, oldest first. */
  charges(): Charge[];
  /**
   * Saves a card for the merchant, for which Openpay's document has no operation, and tells its id.
   *
   * @param card - What is not to be as in a test card that works.
   */
  saveCard(card?: Partial<CreateTokenParams>): string;
  /** Registers where events are posted to, and posts the `verification`; `undefined` takes it away. */
  setWebhook(webhook: OpenpayWebhook | undefined): Promise<void>;
}

const TEST_CARD: CreateTokenParams = {
  card_number: "4111111111111111",
  holder_name: "Test Payer",
  expiration_year: "99",
  expiration_month: "12",
  cvv2: "110",
};

/** Makes Openpay's controls. To be called once the engine's address is known. */
export function openpayControls(engine: Engine): SimulatedOpenpay {
  const { access, merchant, cards, charges } = engine.openpay;
  return {
    ...access,
    complete: (id) => change(engine, id, waiting, (row) => complete(engine, row)),
    fail: (id, reason = "The card was declined") =>
      change(engine, id, waiting, (row) => fail(engine, row, reason)),
    completeRefund: (id) =>
      change(engine, id, refunding, (row) => engine.openpay.refunds.settle(row)),
    failRefund: (id, reason = "The refund was declined") =>
      change(engine, id, refunding, (row) => engine.openpay.refunds.settle(row, reason)),
    charges: () => Array.from(charges.values(), (row) => charges.view(row)),
    saveCard: (card = {}) => {
      const { id } = cards.store({ ...TEST_CARD, ...card }, true);
      engine.commit();
      return id;
    },
    setWebhook: (webhook) => merchant.register(webhook),
  };
}

/** By way of its payment, so that Khipu's side tells the same. */
function complete(engine: Engine, row: ChargeRow): Promise<void> {
  const payment = paymentOf(engine, row);
  if (payment === undefined) return engine.openpay.charges.complete(row);
  const payer = payerOf(payment, engine.receivers.of(payment), {});
  return engine.payments.conciliate(payment, payer);
}

function fail(engine: Engine, row: ChargeRow, reason: string): Promise<void> {
  const payment = paymentOf(engine, row);
  if (payment?.status === "pending") engine.payments.expire(payment);
  return engine.openpay.charges.fail(row, reason);
}

function paymentOf(engine: Engine, { paymentId }: ChargeRow) {
  return paymentId === undefined ? undefined : engine.payments.get(paymentId);
}

async function change(
  engine: Engine,
  id: string,
  find: (engine: Engine, id: string) => ChargeRow,
  apply: (row: ChargeRow) => Promise<void>,
): Promise<Charge> {
  const row = find(engine, id);
  const told = apply(row);
  engine.commit();
  await told;
  return engine.openpay.charges.view(row);
}

function waiting(engine: Engine, id: string): ChargeRow {
  const row = chargeOf(engine, id);
  if (row.status === "charge_pending" || row.status === "pending_confirmation") return row;
  throw new SimulatorError(`charge ${id} is ${row.status}: it cannot change any more`);
}

function refunding(engine: Engine, id: string): ChargeRow {
  const row = chargeOf(engine, id);
  if (row.refund?.status === "pending_confirmation") return row;
  throw new SimulatorError(`charge ${id} has no refund that waits to be confirmed`);
}

function chargeOf(engine: Engine, id: string): ChargeRow {
  const row = engine.openpay.charges.get(id);
  if (row === undefined) throw new SimulatorError(`there is no charge ${id}`);
  return row;
}
