import type { RiskAssessment } from "./airline.js";
import type { BillingAddress } from "./cards.js";
import type { ChargeCurrency, Metadata } from "./common.js";
import type {
  CardInstallmentsProvider,
  CardProvider,
  HostedPageProvider,
  KhipuDirectProvider,
  KhipuEmailProvider,
  KhipuRedirectProvider,
  KhipuTransferProvider,
  ThreeDSecureProvider,
  TransbankProvider,
  TravelClubProvider,
} from "./providers.js";

/** Who pays. */
export interface Customer {
  /** The first name. */
  name: string;
  last_name?: string;
  phone_number?: string;
  /** Khipu's e-mails go there. */
  email: string;
  address?: BillingAddress;
}

/** Who pays, with the billing address that Openpay's page does not ask for. */
export interface BilledCustomer extends Customer {
  address: BillingAddress;
}

/** What every flow sends. */
export interface ChargeParams {
  /** More than 0, with two decimals at most; none in `CLP`. */
  amount: number;
  currency: ChargeCurrency;
  /** What the charge is for, at most 250 characters. */
  description: string;
  /**
   * Your own id of the charge, at most 100 characters. Send one: no two successful charges can share it, so
   * it is what keeps a repeated request from charging twice (refused with 409 and `error_code` 1006).
   */
  order_id?: string;
  customer: Customer;
  metadata?: Metadata;
}

/** What a charge of a token or of a saved card sends. */
export interface SourcedChargeParams extends ChargeParams {
  method: "card";
  /** The id of a token or of a saved card, at most 45 characters. */
  source_id: string;
  confirm?: never;
  gc_risk_assessment: RiskAssessment;
}

/** What a charge sends that is paid at a provider. There is no `source_id`. */
export interface RedirectChargeParams extends ChargeParams {
  method: "card";
  source_id?: never;
}

/** Charges a card at once, in one payment. */
export interface CardChargeParams extends SourcedChargeParams {
  provider: CardProvider;
}

/** Charges a card at once, in instalments (Transbank). */
export interface CardInstallmentsChargeParams extends SourcedChargeParams {
  currency: "CLP";
  provider: CardInstallmentsProvider;
}

/** Charges a card with 3D Secure, which sends the customer to the bank. */
export interface ThreeDSecureChargeParams extends SourcedChargeParams {
  provider: ThreeDSecureProvider;
}

/** Lets the customer enter the card on Openpay's page. */
export interface HostedPageChargeParams extends ChargeParams {
  method: "card";
  /** The text `"false"`, not the boolean. */
  confirm: "false";
  source_id?: never;
  provider: HostedPageProvider;
  customer: BilledCustomer;
  gc_risk_assessment: RiskAssessment;
}

/** Sends the customer to Transbank. */
export interface TransbankChargeParams extends RedirectChargeParams {
  provider: TransbankProvider;
}

/** Sends the customer to Banco de Chile, to pay with Travel Club. */
export interface TravelClubChargeParams extends RedirectChargeParams {
  provider: TravelClubProvider;
}

/** Sends the customer to Khipu. */
export interface KhipuRedirectChargeParams extends RedirectChargeParams {
  provider: KhipuRedirectProvider;
}

/** Begins a Khipu payment on your own page; the answer has its id for Khipu's browser extension. */
export interface KhipuDirectChargeParams extends RedirectChargeParams {
  provider: KhipuDirectProvider;
}

/** Begins a Khipu payment; the answer has the account that the customer is to transfer to. */
export interface KhipuTransferChargeParams extends RedirectChargeParams {
  provider: KhipuTransferProvider;
}

/** Has Khipu ask the customer for the payment by e-mail. */
export interface KhipuEmailChargeParams extends ChargeParams {
  method: "bank_account";
  source_id?: never;
  /** ISO 8601; the last moment to pay. */
  due_date?: string;
  provider: KhipuEmailProvider;
}

/**
 * What `charges.create` takes: one of ten flows.
 *
 * They are told apart by `source_id` (a card, charged at once), `confirm` (Openpay's page), `provider.name`
 * (a redirect, or Khipu) and, within these, fields of `provider.data`. What a flow does not know does not compile.
 */
export type CreateChargeParams =
  | CardChargeParams
  | CardInstallmentsChargeParams
  | ThreeDSecureChargeParams
  | HostedPageChargeParams
  | TransbankChargeParams
  | TravelClubChargeParams
  | KhipuRedirectChargeParams
  | KhipuDirectChargeParams
  | KhipuTransferChargeParams
  | KhipuEmailChargeParams;

/** What `charges.refund` takes. */
export interface RefundChargeParams {
  /** How much to give back, in the charge's currency, with two decimals at most; all of it when left out. */
  amount?: number;
  /** Why, at most 250 characters. */
  description?: string;
}
