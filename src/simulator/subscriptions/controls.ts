import type { Payment, Subscription } from "../../types.js";
import type { Engine } from "../engine.js";
import { SimulatorError } from "../simulator-error.js";
import type { SubscriptionRow } from "./subscription.js";
import { viewSubscription } from "./subscription.js";

/**
 * What payers and banks do with subscriptions and charges, by hand.
 *
 * Those that tell the merchant resolve once the first attempt has ended, well or badly.
 */
export interface SubscriptionControls {
  /**
   * Lets the payer sign, and the bank take its time: `SIGNED` until it is enabled or disabled by hand.
   *
   * @param bankId - As in payments. @defaultValue DemoBank
   */
  signSubscription(id: string, bankId?: string): Promise<Subscription>;
  /** Lets the bank confirm the signature, made before or now: `ENABLED`, and the merchant is told. */
  enableSubscription(id: string): Promise<Subscription>;
  /** Lets the bank refuse a signature, or the payer end it there: `DISABLED`, and the merchant is told. */
  disableSubscription(id: string): Promise<Subscription>;
  /** All subscriptions as the API reads them back, oldest first. */
  subscriptions(): Subscription[];
  /**
   * Lets a charge fail that is not yet made: its payment is over, and `error_response_url` is told.
   *
   * @param message - What `error_message` says. @defaultValue `"Sin fondos"`
   */
  failCharge(paymentId: string, message?: string): Promise<Payment>;
}

/** Makes these controls of an engine. */
export function subscriptionControls(engine: Engine): SubscriptionControls {
  const { subscriptions, charges, payments } = engine;
  return {
    signSubscription: (id, bankId) =>
      change(engine, id, (row) => {
        subscriptions.sign(row, bankId);
      }),
    enableSubscription: (id) => change(engine, id, (row) => subscriptions.enable(row)),
    disableSubscription: (id) => change(engine, id, (row) => subscriptions.disable(row)),
    subscriptions: () => Array.from(subscriptions.values(), viewSubscription),
    failCharge: async (paymentId, message) => {
      const { payment, told } = charges.fail(paymentId, message);
      engine.commit();
      await told;
      return payments.view(payment);
    },
  };
}

async function change(
  engine: Engine,
  id: string,
  apply: (row: SubscriptionRow) => Promise<void> | void,
): Promise<Subscription> {
  const row = engine.subscriptions.get(id);
  if (row === undefined) throw new SimulatorError(`there is no subscription ${id}`);
  const told = apply(row);
  engine.commit();
  await told;
  return viewSubscription(row);
}
