import { keysOf } from "../../fields.js";
import type { Simulator, SimulatorEvents } from "../../simulator/index.js";
import type { Context } from "../context.js";
import { clockTime } from "../listen/clock-time.js";
import { plain } from "../style.js";
import { CHARGE, OPENPAY, PAYMENT, SUBSCRIPTION, WARNING } from "./words.js";

type EventName = Exclude<keyof SimulatorEvents, "request">;

/** One event as a person reads it. `isTrouble` is what should be looked at. */
interface Line {
  readonly text: string;
  readonly isTrouble?: boolean;
}

/** Prints a line for each event of a simulator; the function that it returns ends that. */
export function printNews(context: Context, simulator: Simulator): () => void {
  const lines = linesIn(context);
  const follow = <Name extends EventName>(name: Name) =>
    listen(context, simulator, name, lines[name]);
  const ends = keysOf(lines).map((name) => follow(name));
  return () => {
    for (const end of ends) end();
  };
}

function listen<Name extends EventName>(
  context: Context,
  simulator: Simulator,
  name: Name,
  lineOf: (event: SimulatorEvents[Name]) => Line,
): () => void {
  return simulator.on(name, (event) => {
    const at = simulator.now();
    context.printJson({ event: name, at, ...event });
    const { text, isTrouble = false } = lineOf(event);
    const { dim, yellow } = context.style;
    context.print(`${dim(clockTime(at))} ${isTrouble ? yellow(plain(text)) : plain(text)}`);
  });
}

type Lines = { readonly [Name in EventName]: (event: SimulatorEvents[Name]) => Line };

function linesIn(context: Context): Lines {
  const say = context.say.bind(context);
  const word = {
    payment: say({ en: "payment", es: "cobro" }),
    subscription: say({ en: "subscription", es: "suscripción" }),
    charge: say({ en: "charge", es: "cargo" }),
    of: say({ en: "of", es: "de" }),
  };
  return {
    payment: ({ change, payment: { payment_id, amount, currency, subject } }) => ({
      text: `${word.payment} ${payment_id} ${say(PAYMENT[change])} ${amount} ${currency} ${subject}`,
    }),
    subscription: ({ change, subscription: { subscription_id } }) => ({
      text: `${word.subscription} ${subscription_id} ${say(SUBSCRIPTION[change])}`,
    }),
    charge: ({ change, subscriptionId, payment: { payment_id, amount, currency } }) => ({
      text: `${word.charge} ${payment_id} ${say(CHARGE[change])} ${amount} ${currency} ${word.of} ${subscriptionId}`,
      isTrouble: change === "failed",
    }),
    openpayCharge: ({ change, charge: { id, amount, currency } }) => ({
      text: `Openpay ${word.charge} ${id} ${say(OPENPAY[change])} ${String(amount)} ${String(currency)}`,
      isTrouble: change === "failed" || change === "refundFailed",
    }),
    notification: (event) => notificationLine(context, event),
    warning: ({ code }) => ({ text: say(WARNING[code]), isTrouble: true }),
    clock: ({ advancedMs }) => ({
      text: `${say({ en: "the clock was moved", es: "se movió el reloj" })}: +${advancedMs} ms`,
    }),
    reset: () => ({ text: say({ en: "everything was forgotten", es: "se olvidó todo" }) }),
  };
}

function notificationLine(
  context: Context,
  { notification, attempt }: SimulatorEvents["notification"],
): Line {
  const { id, about, url, attempts, state } = notification;
  const outcome = attempt.error ?? attempt.status ?? "";
  const name = context.say({
    en: `notification #${id} of ${about}`,
    es: `notificación #${id} de ${about}`,
  });
  // Whether it is tried again is decided after this attempt has been told.
  const nth = context.say({
    en: `attempt ${attempts.length}`,
    es: `intento ${attempts.length}`,
  });
  return {
    text: `${name} → ${url} ${outcome} ${attempt.durationMs} ms (${nth})`,
    isTrouble: state !== "delivered",
  };
}
