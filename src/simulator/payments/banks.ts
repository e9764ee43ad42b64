import type { Bank } from "../../types.js";
import { unitsOf } from "./money.js";

/** The test bank of Khipu's developer accounts. */
export const DEMO_BANK_ID = "Bawdf";

/**
 * The banks of every receiver here. All of them behave as DemoBank; the other two carry the ids and
 * the limits that Khipu publishes as examples, so that a chooser has something to choose from.
 */
const BANKS: readonly Bank[] = [
  {
    bank_id: DEMO_BANK_ID,
    name: "DemoBank",
    message: "Este es un banco de pruebas: no mueve dinero.",
    min_amount: "200.0000",
    type: "Persona",
    parent: "",
  },
  {
    bank_id: "SDdGj",
    name: "Banco Estado",
    message: "Tarifa de $300 de transferencia a otros bancos, usando CuentaRUT.",
    min_amount: "1000.0000",
    type: "Persona",
    parent: "",
  },
  {
    bank_id: "dfFbF",
    name: "Banco de Chile (Edwards Citi)",
    message: "",
    min_amount: "5000.0000",
    type: "Persona",
    parent: "",
  },
];

/** All banks, each with the address of its logo on the simulator. */
export function listBanks(url: string): Bank[] {
  return BANKS.map((bank) => ({ ...bank, logo_url: `${url}/logos/${bank.bank_id}.svg` }));
}

/** The bank of an id, if it is one of the simulator's. */
export function findBank(bankId: string): Bank | undefined {
  return BANKS.find((bank) => bank.bank_id === bankId);
}

/** Whether a bank takes payments as small as this one. */
export function takesAmount(bank: Bank, units: number): boolean {
  return units >= (unitsOf(bank.min_amount) ?? 0);
}
