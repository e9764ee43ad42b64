import type { Amount, Payment } from "../types.js";
import type { Engine } from "./engine.js";
import { payerOf } from "./payments/payers.js";
import type { PayerOptions } from "./payments/payers.js";
import { refundControls } from "./payments/refund-controls.js";
import type { RefundControls } from "./payments/refund-controls.js";
import { unitsOf } from "./payments/money.js";
import type { PaymentRow } from "./payments/payment.js";
import type { Transition } from "./payments/transitions.js";
import { SimulatorError } from "./simulator-error.js";
import type { PayOptions, Simulator } from "./simulator.js";
import { subscriptionControls } from "./subscriptions/controls.js";
import type { SubscriptionControls } from "./subscriptions/controls.js";

/** Everything of a {@link Simulator} that the engine alone can do. */
export type Controls = Omit<
  Simulator,
  "url" | "apiKey" | "webhookSecret" | "receiverId" | "openpay" | "close"
>;

/** Makes the controls of an engine. */
export function controlsOf(engine: Engine): Controls {
  return {
    ...paymentControls(engine),
    ...notificationControls(engine),
    ...subscriptionControls(engine),
    ...refundControls(engine),
    ...otherControls(engine),
  };
}

function paymentControls(engine: Engine) {
  const closing = (transition: Exclude<Transition, "verify" | "pay">) => (id: string) =>
    change(engine, id, (row) => {
      engine.payments.close(row, transition);
    });
  return {
    pay: (id: string, options: PayOptions = {}) => pay(engine, id, options),
    verify: (id: string, options: PayerOptions = {}) =>
      change(engine, id, (row) => {
        engine.payments.verify(row, payerOf(row, engine.receivers.of(row), options));
      }),
    expire: (id: string) =>
      change(engine, id, (row) => {
        engine.payments.expire(row);
      }),
    reject: closing("reject"),
    markAsAbuse: closing("markAsAbuse"),
    markPaid: closing("markPaid"),
    reverse: closing("reverse"),
    payments: () => Array.from(engine.payments.values(), (row) => engine.payments.view(row)),
  };
}

function notificationControls(engine: Engine): Pick<Controls, "notifications" | "resend"> {
  return {
    notifications: (about) => engine.outbox.list(about),
    resend: async (of) => {
      const id = typeof of === "number" ? of : paymentOf(engine, of).notificationId;
      if (id === undefined) throw new SimulatorError(`payment ${of} has no notification to resend`);
      return engine.outbox.resend(id);
    },
  };
}

function otherControls(
  engine: Engine,
): Omit<
  Controls,
  | keyof ReturnType<typeof paymentControls>
  | keyof SubscriptionControls
  | keyof RefundControls
  | "notifications"
  | "resend"
> {
  return {
    addFunds: (amount) => {
      engine.refunds.addFunds(engine.receivers.first, fundsOf(amount));
      engine.commit();
    },
    fault: (fault) => engine.faults.plan(fault),
    advance: async (ms) => {
      if (!(ms >= 0))
        throw new SimulatorError(`the clock only moves forward, not ${String(ms)} ms`);
      await engine.clock.advance(ms);
      engine.commit();
      engine.events.emit("clock", { advancedMs: ms });
    },
    now: () => engine.clock.now(),
    lastRequest: () => engine.requests.last,
    warnings: () => engine.warnings.list(),
    on: (name, listener) => engine.events.on(name, listener),
    reset: () => {
      engine.reset();
    },
  };
}

async function pay(engine: Engine, id: string, options: PayOptions): Promise<Payment> {
  const row = paymentOf(engine, id);
  const payer = payerOf(row, engine.receivers.of(row), options);
  const notified = engine.payments.conciliate(row, payer, options.late);
  engine.commit();
  await notified;
  return engine.payments.view(row);
}

// Rejects rather than throws, like every control that returns a promise.
const change = (engine: Engine, id: string, apply: (row: PaymentRow) => void): Promise<Payment> =>
  Promise.resolve().then(() => {
    const row = paymentOf(engine, id);
    apply(row);
    engine.commit();
    return engine.payments.view(row);
  });

function paymentOf(engine: Engine, id: string): PaymentRow {
  const row = engine.payments.get(id);
  if (row === undefined) throw new SimulatorError(`there is no payment ${id}`);
  return row;
}

function fundsOf(amount: Amount): number {
  const units = unitsOf(amount);
  if (units === undefined) throw new SimulatorError(`${String(amount)} is no amount of money`);
  return units;
}
