import type { Amount, Open } from "./common.js";

/** A bank that can pay this receiver. */
export interface Bank {
  /** 5 characters, e.g. `Bawdf` for the test bank DemoBank. */
  bank_id: string;
  name: string;
  /** What a payer should know about it, fees for instance. */
  message: string;
  /** The smallest payment that the bank takes. */
  min_amount: Amount;
  /** A portal for persons (`Persona`) or for companies (`Empresa`). */
  type: Open<"Persona" | "Empresa">;
  /** The `bank_id` of the bank behind a second portal, or empty. */
  parent: string;
  logo_url?: string;
}

/** What `banks.list` resolves to. */
export interface BankList {
  banks: Bank[];
}
