import type { Command } from "commander";
import type { Registrar } from "../command.js";
import { addYes } from "./add-fields.js";

/** Adds `refunds create` and `refund-wallet`. */
export function registerRefunds(program: Command, registrar: Registrar): void {
  const said = {
    en: "give back payments from the refund wallet",
    es: "devuelve cobros desde la billetera de devoluciones",
  };
  registrar.group(program, "refunds", said, (refunds) => {
    addCreate(refunds, registrar);
  });
  registrar.command(
    program,
    "refund-wallet",
    {
      en: "show the refund wallet's balance",
      es: "muestra el saldo de la billetera de devoluciones",
    },
    () => import("../commands/refund-wallet.js"),
  );
}

function addCreate(refunds: Command, registrar: Registrar): void {
  const create = registrar.command(
    refunds,
    "create <payment-id>",
    {
      en: "give back all that is left of a payment, or a part of it",
      es: "devuelve todo lo que queda de un cobro, o una parte",
    },
    () => import("../commands/refunds-create.js"),
  );
  create.option("--amount <amount>", registrar.say({ en: "only a part", es: "sólo una parte" }));
  addYes(create, registrar);
}
