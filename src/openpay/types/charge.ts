import type { Card } from "./cards.js";
import type { Metadata, Open } from "./common.js";

/** What `status` is known to say of a charge or a refund. Lists of Openpay's write some in capitals. */
export type ChargeStatus =
  | "completed"
  | "failed"
  | "charge_pending"
  | "pending_confirmation"
  | "in_progress"
  | "cancelled"
  | "refunded"
  | "chargeback_pending"
  | "chargeback_accepted"
  | "chargeback_adjustment";

/** A charge as Openpay reads it back. */
export interface Charge {
  /** Openpay's id, 20 letters and digits. Keep it with your order. */
  id: string;
  /** The provider's, once there is one. */
  authorization?: string | null;
  /** `card` also for charges by Khipu: it does not say how it is paid. */
  method: Open<"card">;
  /** `in` for money that comes in. */
  operation_type: Open<"in" | "out">;
  transaction_type: Open<"charge" | "refund">;
  /** `completed` alone may be refunded since: see `chargeState`. */
  status: Open<ChargeStatus>;
  card?: Card;
  provider?: ChargeProvider;
  /** How a charge that is `charge_pending` is to be paid. */
  payment_method?: PaymentMethod;
  /** What was given back of it. */
  refund?: ChargeRefund;
  metadata?: ChargeMetadata;
  /** Whether Openpay has reconciled it with the provider. Says nothing about being paid. */
  conciliated?: boolean;
  /** ISO 8601. */
  creation_date: string;
  /** ISO 8601; when the provider acted on it. */
  operation_date?: string;
  /** ISO 8601; the last moment to pay. */
  due_date?: string;
  description: string;
  /** Why it failed. */
  error_message?: string | null;
  /** Your own id, if you sent one. */
  order_id: string | null;
  amount: number;
  currency: Open<"CLP" | "USD">;
}

/** The transaction that gives back the money of a charge. */
export interface ChargeRefund {
  id: string;
  authorization: string | null;
  method: Open<"card">;
  operation_type: Open<"out">;
  transaction_type: Open<"refund">;
  /** `pending_confirmation` until the provider (Adyen) has made it. */
  status: Open<ChargeStatus>;
  card?: Card;
  provider: ChargeProvider;
  conciliated: boolean;
  /** ISO 8601. */
  creation_date: string;
  /** ISO 8601. */
  operation_date: string;
  /** Why, if you said so. */
  description: string | null;
  /** Why it failed. */
  error_message: string | null;
  order_id: string | null;
  /** How much was given back. */
  amount: number;
  currency: Open<"CLP" | "USD">;
}

/** Who handles a charge. */
export interface ChargeProvider {
  name: Open<"transbank" | "global_collect" | "travel_club" | "khipu" | "adyen">;
}

/** How a pending charge is to be paid. */
export interface PaymentMethod {
  type: Open<"redirect">;
  /** Where to send the customer, with GET. Not promised for Khipu without redirect. */
  url?: string;
  khipu_data?: KhipuPaymentData;
}

/** What Khipu said of its payment. The account and the banks come only with `request_bank_data`. */
export interface KhipuPaymentData {
  /** Khipu's id of the payment, for its browser extension. */
  payment_id: string;
  /** Whether it can be paid as a simplified transfer, without redirect. */
  allows_simplified?: boolean;
  /** The customer's bank. */
  source_bank_name?: string;
  source_bank_url?: string;
  /** The bank of the account to transfer to. */
  destination_bank_name?: string;
  destination_bank_url?: string;
  /**
   * The number of the account to transfer to. Where it came as a number, leading zeros are lost: show it
   * only beside what Khipu shows.
   */
  account_identifier?: string | number;
  account_type?: string;
  /** The RUT of the account's holder. */
  account_holder_personal_identifier?: string;
  account_holder_name?: string;
  account_holder_email?: string;
}

/** Your own metadata, and what the provider adds to it. */
export type ChargeMetadata = ProviderMetadata & Metadata;

/** What providers add to a charge's metadata. */
export interface ProviderMetadata {
  /** Transbank's order number; always there with Transbank. */
  transbank_buy_order?: string;
  /** How many Transbank instalments, if any. */
  shares?: string;
  /** What each of them costs. */
  share_amount?: string;
  /** What Transbank says of 3D Secure. */
  transbank_vci?: string;
  /** Banco de Chile's order number; always there with Travel Club. */
  travelclub_buy_order?: string;
  /** Of the Dólares Premium that were used, if any. */
  dp_authorization?: string;
  dp_amount?: string;
  /** What a Dólar Premium was worth. */
  exchange_rate?: string;
  /** Travel Club's own id; always there with Travel Club. */
  travelclub_buying_id?: string;
  /** Of the credit card that was used besides, if any. */
  tc_authorization?: string;
  travelclub_discount?: string;
}

/** A bank at which a Khipu charge can be paid. */
export interface KhipuBank {
  /** `Bawdf` is the test bank. */
  bank_id: string;
  /** To be shown to the customer. */
  name: string;
  /** The smallest amount that it takes. */
  min_amount?: number;
}

/** What `khipu.listBanks` resolves to. */
export interface KhipuBankList {
  banks: KhipuBank[];
}
