import type { Open } from "./common.js";

/** What `receivers.create` takes: a new collecting account under an integrator. */
export interface CreateReceiverParams {
  /** At most 255 characters, as all fields that name no other limit. */
  admin_first_name: string;
  admin_last_name: string;
  admin_email: string;
  /** ISO 3166-1 alpha-2, e.g. `CL`. */
  country_code: string;
  /** The tax id (RUT), 8 to 255 characters. */
  business_identifier: string;
  business_category: string;
  business_name: string;
  /** 5 to 20 characters. */
  business_phone: string;
  /** 4 to 300 characters. */
  business_address_line_1: string;
  /** 4 to 300 characters. */
  business_address_line_2: string;
  /** 4 to 300 characters. */
  business_address_line_3: string;
  contact_full_name: string;
  contact_job_title: string;
  contact_email: string;
  /** 5 to 20 characters. */
  contact_phone: string;
  /** At most 5 characters. */
  bank_account_bank_id?: string;
  /** Needed in the trusted-integrator model. */
  bank_account_type?: string;
  /** The owner's RUT, at most 50 characters. */
  bank_account_identifier?: string;
  bank_account_name?: string;
  bank_account_number?: string;
  /** The account's default webhook, at most 1024 characters. */
  notify_url?: string;
  /** Told of renditions (pay-outs to the receiver), at most 1024 characters. */
  rendition_url?: string;
}

/** The credentials of a new receiver. Keep them secret: they are shown once. */
export interface CreatedReceiver {
  /** A string here, a number elsewhere in Khipu's API. */
  receiver_id: string;
  /** Signs this receiver's notifications. */
  secret: string;
  /** The key for `new Khipu({ apiKey })`; only newer versions of the service send it. */
  api_key?: string;
}

/** What `receivers.list` takes. */
export interface ListReceiversParams {
  /** How many to skip. */
  offset?: number;
  /** How many to return. */
  max?: number;
  sort?: "id" | "name" | "date_created";
  order?: "asc" | "desc";
}

/** One receiver of an integrator. */
export interface Receiver {
  id: number | string;
  name: string;
  /** ISO 8601. */
  date_created: string;
  disabled: boolean;
  can_collect: boolean;
}

/** What `receivers.list` resolves to. */
export interface ReceiverList {
  receivers: Receiver[];
  /** How many there are in all. */
  total: number;
}

/** One way to pay. */
export interface PaymentMethod {
  /** Real accounts answer upper case, the contract's example is lower case: compare without it. */
  id: Open<"simplified_transfer" | "regular_transfer" | "SIMPLIFIED_TRANSFER" | "REGULAR_TRANSFER">;
  name: string;
  /** May lack its protocol (`//host/logo.png`). */
  logo_url: string;
}

/** What `receivers.listPaymentMethods` resolves to; the name is Khipu's. */
export interface PaymentMethodList {
  paymentMethods: PaymentMethod[];
}
