import type { Amount, Currency } from "../../types.js";

/** What a receiver may do beyond creating payments; with Khipu each has to be contracted. */
export interface ReceiverPrivileges {
  /** Creates and lists receivers of its own, and may name an `integrator_fee`. */
  readonly integrator: boolean;
  /** Confirms payments. */
  readonly confirm: boolean;
  /** Refunds payments before their money is paid out. */
  readonly refund: boolean;
  /** Has payers sign a contract (`contract_url`). */
  readonly contract: boolean;
}

/** How the simulator's first receiver is set up. */
export interface ReceiverSettings {
  /** @defaultValue `"Cobrador de desarrollo"` */
  readonly name?: string;
  /** Where payments without a `notify_url` are notified. @defaultValue nowhere */
  readonly notifyUrl?: string;
  /**
   * The form of notifications of payments that name no `notify_api_version`.
   *
   * @defaultValue that of the API by which a payment was created: `"3.0"`, or `"1.3"` for version 2.0
   */
  readonly notifyApiVersion?: "1.3" | "3.0";
  /** The currencies it can charge. @defaultValue all */
  readonly currencies?: readonly Currency[];
  /** What is in its refund wallet, in pesos; `false` for a receiver without one. @defaultValue 1000000 */
  readonly refundWallet?: Amount | false;
  /** What it may do; all of it unless told otherwise. */
  readonly privileges?: Partial<ReceiverPrivileges>;
}

/** A receiver (collecting account) as the simulator remembers it. */
export interface ReceiverRow {
  readonly id: number;
  readonly name: string;
  /** The integrator that created it. */
  readonly parentId?: number;
  readonly apiKey: string;
  readonly secret: string;
  readonly email: string;
  readonly createdAt: number;
  readonly notifyUrl: string;
  readonly notifyApiVersion?: string;
  readonly currencies?: readonly string[];
  readonly privileges: ReceiverPrivileges;
  /** What is in its refund wallet, in ten-thousandths of a peso. */
  walletUnits?: number;
}
