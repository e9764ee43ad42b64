import type { CardBrand, PointOfSale } from "./common.js";

/** A card charge need not name its provider: Openpay chooses. */
export type CardProviderName = "transbank" | "global_collect";

/** What every charge of a card tells its provider. */
export interface CardData {
  point_of_sale: PointOfSale;
  /** Told from the card's number when it is left out. */
  card_brand?: CardBrand;
}

/** The provider of a card charge in one payment. */
export interface CardProvider {
  name?: CardProviderName;
  data: CardProviderData;
}

/** What a charge in one payment tells its provider. */
export interface CardProviderData extends CardData {
  use_3d_secure?: false;
  share_id?: never;
  deferred_months?: never;
}

/** The provider of a card charge in instalments. */
export interface CardInstallmentsProvider {
  name?: CardProviderName;
  data: CardInstallmentsProviderData;
}

/** What a charge in instalments tells its provider. */
export interface CardInstallmentsProviderData extends CardData {
  /** Of the instalments that the customer chose, from `shares.listForToken` or `listForCard`. */
  share_id: string;
  /** One of the `deferred` of those instalments. */
  deferred_months?: number;
  use_3d_secure?: false;
}

/** What 3D Secure needs besides the card. */
export interface ThreeDSecureParams {
  /**
   * Where the customer returns to, after success and after failure alike, with the charge's id as `id` in the
   * query: read the charge to know which it was. At most 255 characters.
   */
  url_success: string;
  browser_info: BrowserInfo;
}

/** The customer's browser. */
export interface BrowserInfo {
  /** Its `Accept` header. */
  accept_header: string;
  /** Its `User-Agent` header. */
  user_agent: string;
}

/** The provider of a charge with 3D Secure. */
export interface ThreeDSecureProvider {
  name?: CardProviderName;
  data: ThreeDSecureProviderData;
}

/** What a charge with 3D Secure tells its provider. With Transbank it becomes a Transacción Normal. */
export interface ThreeDSecureProviderData extends CardData, ThreeDSecureParams {
  use_3d_secure: true;
  /** Of the instalments that the customer chose. Only in `CLP`. */
  share_id?: string;
  /** One of the `deferred` of those instalments. */
  deferred_months?: number;
}

/** The provider of a charge on Openpay's page. */
export interface HostedPageProvider {
  name?: CardProviderName;
  data: CardData;
}

/** Transbank's own page, its Transacción Normal. */
export interface TransbankProvider {
  name: "transbank";
  data: TransbankProviderData;
}

/** What a redirect to Transbank needs. */
export interface TransbankProviderData {
  /** As in {@link ThreeDSecureParams}. */
  url_success: string;
}

/** Travel Club, of Banco de Chile. */
export interface TravelClubProvider {
  name: "travel_club";
  data: TravelClubProviderData;
}

/** What a redirect to Travel Club needs. */
export interface TravelClubProviderData {
  /** As in {@link ThreeDSecureParams}. */
  url_success: string;
  /** The taxes within the amount. */
  tax?: number | string;
}

/** What every Khipu charge but the one by e-mail tells Khipu. */
export interface KhipuData {
  point_of_sale: PointOfSale;
  /** As in {@link ThreeDSecureParams}. */
  url_success: string;
  /** What the payment page shows besides the description. */
  body?: string;
  send_email?: false;
}

/** Khipu's page. */
export interface KhipuRedirectProvider {
  name: "khipu";
  data: KhipuRedirectProviderData;
}

/** What a redirect to Khipu needs. */
export interface KhipuRedirectProviderData extends KhipuData {
  bank_id?: never;
  request_bank_data?: false;
  /** The payer's RUT. */
  payer_personal_identifier?: string;
}

/** Khipu on your own page, at a bank that the customer chose. */
export interface KhipuDirectProvider {
  name: "khipu";
  data: KhipuDirectProviderData;
}

/** What a Khipu charge without redirect needs. */
export interface KhipuDirectProviderData extends KhipuData {
  /** From `khipu.listBanks`. */
  bank_id: string;
  request_bank_data?: false;
  /** The payer's RUT. */
  payer_personal_identifier?: string;
}

/** Khipu, with the account that the customer is to transfer to. */
export interface KhipuTransferProvider {
  name: "khipu";
  data: KhipuTransferProviderData;
}

/** What a Khipu charge needs that asks for the account to transfer to. */
export interface KhipuTransferProviderData extends KhipuData {
  /** From `khipu.listBanks`; needed when nobody is redirected. */
  bank_id?: string;
  request_bank_data: true;
  /** The payer's RUT. */
  payer_personal_identifier: string;
}

/** Khipu, which asks the customer for the payment by e-mail. */
export interface KhipuEmailProvider {
  name: "khipu";
  data: KhipuEmailProviderData;
}

/** What a Khipu charge by e-mail needs. */
export interface KhipuEmailProviderData {
  send_email: true;
  point_of_sale?: PointOfSale;
  /** As in {@link ThreeDSecureParams}. */
  url_success?: string;
  /** What the payment page shows besides the description. */
  body?: string;
  /** From `khipu.listBanks`. */
  bank_id?: string;
  /** Whether to ask for the account to transfer to; then `payer_personal_identifier` is needed. */
  request_bank_data?: boolean;
  /** The payer's RUT. */
  payer_personal_identifier?: string;
}
