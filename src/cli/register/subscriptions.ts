import type { Command } from "commander";
import type { Registrar } from "../command.js";
import {
  createChargeIntentFields,
  createSubscriptionFields,
} from "../../../generated/automatic-payments.v1/cli-fields.js";
import { addFields, addQr, addWaiting, addYes } from "./add-fields.js";

/** Adds `subscriptions …`. */
export function registerSubscriptions(program: Command, registrar: Registrar): void {
  const said = {
    en: "create, read, charge and end subscriptions",
    es: "crea, lee, cobra y termina suscripciones",
  };
  registrar.group(program, "subscriptions", said, (subscriptions) => {
    addCreate(subscriptions, registrar);
    addReading(subscriptions, registrar);
  });
}

function addReading(subscriptions: Command, registrar: Registrar): void {
  registrar.command(
    subscriptions,
    "get <subscription-id>",
    { en: "read a subscription", es: "lee una suscripción" },
    () => import("../commands/subscriptions-get.js"),
  );
  const wait = registrar.command(
    subscriptions,
    "wait <subscription-id>",
    {
      en: "wait until a subscription can be charged; exit code 3 when it cannot",
      es: "espera hasta que una suscripción se pueda cobrar; código 3 si no",
    },
    () => import("../commands/subscriptions-wait.js"),
  );
  addWaiting(wait, registrar);
  addCharge(subscriptions, registrar);
  const end = registrar.command(
    subscriptions,
    "end <subscription-id>",
    {
      en: "end a subscription for good: it cannot be charged again",
      es: "termina una suscripción definitivamente: no se puede volver a cobrar",
    },
    () => import("../commands/subscriptions-end.js"),
  );
  addYes(end, registrar);
}

function addCreate(subscriptions: Command, registrar: Registrar): void {
  const create = registrar.command(
    subscriptions,
    "create",
    {
      en: "create a subscription and show where it is signed",
      es: "crea una suscripción y muestra dónde se firma",
    },
    () => import("../commands/subscriptions-create.js"),
  );
  addFields(create, createSubscriptionFields, registrar);
  addQr(create, registrar).option(
    "--wait",
    registrar.say({ en: "wait until it can be charged", es: "espera hasta que se pueda cobrar" }),
  );
  addWaiting(create, registrar);
}

function addCharge(subscriptions: Command, registrar: Registrar): void {
  const charge = registrar.command(
    subscriptions,
    "charge <subscription-id>",
    { en: "charge a subscription", es: "cobra una suscripción" },
    () => import("../commands/subscriptions-charge.js"),
  );
  addFields(charge, createChargeIntentFields, registrar).option(
    "--wait",
    registrar.say({ en: "wait until it is paid", es: "espera hasta que se pague" }),
  );
  addWaiting(addYes(charge, registrar), registrar);
}
