import type { Command } from "commander";
import type { Registrar } from "../command.js";
import {
  createPaymentFields,
  predictFields,
} from "../../../generated/instant-payments.v3/cli-fields.js";
import { addFields, addQr, addWaiting, addYes } from "./add-fields.js";

/** Adds `banks`, `payments …` and `predict`. */
export function registerPayments(program: Command, registrar: Registrar): void {
  registrar.command(
    program,
    "banks",
    { en: "list the banks that can pay", es: "lista los bancos que pueden pagar" },
    () => import("../commands/banks.js"),
  );
  const said = {
    en: "create, read, wait for, give back payments",
    es: "crea, lee, espera y devuelve cobros",
  };
  registrar.group(program, "payments", said, (payments) => {
    addCreate(payments, registrar);
    addReading(payments, registrar);
    addChanging(payments, registrar);
    addGivingBack(payments, registrar);
  });
  const predict = registrar.command(
    program,
    "predict",
    {
      en: "tell whether a payer's bank is likely to let an amount through",
      es: "indica si es probable que el banco del pagador acepte un monto",
    },
    () => import("../commands/predict.js"),
  );
  addFields(predict, predictFields, registrar);
  predict.option(
    "--all",
    registrar.say({
      en: "ask every bank, in a table; without --bank-id",
      es: "pregunta a todos los bancos, en una tabla; sin --bank-id",
    }),
  );
}

function addCreate(payments: Command, registrar: Registrar): void {
  const create = registrar.command(
    payments,
    "create",
    {
      en: "create a payment and show where it is paid",
      es: "crea un cobro y muestra dónde se paga",
    },
    () => import("../commands/payments-create.js"),
  );
  addFields(create, createPaymentFields, registrar);
  addQr(create, registrar).option(
    "--wait",
    registrar.say({ en: "wait until it is paid", es: "espera hasta que se pague" }),
  );
  addWaiting(create, registrar);
}

function addReading(payments: Command, registrar: Registrar): void {
  registrar.command(
    payments,
    "get <payment-id>",
    { en: "read a payment", es: "lee un cobro" },
    () => import("../commands/payments-get.js"),
  );
  const wait = registrar.command(
    payments,
    "wait <payment-id>",
    {
      en: "wait until a payment is paid; exit code 3 when it is not",
      es: "espera hasta que un cobro se pague; código 3 si no",
    },
    () => import("../commands/payments-wait.js"),
  );
  addWaiting(wait, registrar);
  registrar.command(
    payments,
    "list-methods <receiver-id>",
    { en: "list the ways to pay a receiver", es: "lista los medios de pago de un cobrador" },
    () => import("../commands/payments-list-methods.js"),
  );
}

function addChanging(payments: Command, registrar: Registrar): void {
  const remove = registrar.command(
    payments,
    "delete <payment-id>",
    {
      en: "delete a payment that nobody has begun to pay",
      es: "elimina un cobro que nadie ha empezado a pagar",
    },
    () => import("../commands/payments-delete.js"),
  );
  addYes(remove, registrar);
  const confirm = registrar.command(
    payments,
    "confirm <payment-id>",
    {
      en: "confirm a paid payment, so that it is settled",
      es: "confirma un cobro pagado, para que se rinda",
    },
    () => import("../commands/payments-confirm.js"),
  );
  addYes(confirm, registrar);
}

function addGivingBack(payments: Command, registrar: Registrar): void {
  const cancel = registrar.command(
    payments,
    "void <payment-id>",
    {
      en: "give all of a payment back, before Khipu pays it out",
      es: "devuelve un cobro a su pagador, todo, antes de que Khipu lo rinda",
    },
    () => import("../commands/payments-void.js"),
  );
  addYes(cancel, registrar);
  const refund = registrar.command(
    payments,
    "refund <payment-id>",
    {
      en: "the older way to give all of a payment back",
      es: "la forma anterior de devolver todo un cobro",
    },
    () => import("../commands/payments-refund.js"),
  );
  refund
    .option("--amount <amount>", registrar.say({ en: "only a part of it", es: "sólo una parte" }))
    .option(
      "--wallet",
      registrar.say({
        en: "out of the refund wallet, also after the pay-out",
        es: "desde la billetera de devoluciones, también después de la rendición",
      }),
    );
  addYes(refund, registrar);
}
