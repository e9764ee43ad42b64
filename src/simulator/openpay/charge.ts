import type { CreateChargeParams } from "../../openpay/types.js";
import type { CardRow } from "./card.js";
import type { Flow } from "./flow.js";

/** Who handles a charge. */
export type ProviderName = "transbank" | "global_collect" | "adyen" | "travel_club" | "khipu";

/** A card as a charge shows it. */
export type ChargedCard = Pick<
  CardRow,
  "brand" | "maskedNumber" | "holder" | "year" | "month" | "address"
>;

/** Money of a charge on its way back. */
export interface RefundRow {
  readonly id: string;
  readonly amount: number;
  readonly description: string | null;
  readonly requestedAt: number;
  readonly authorization: string;
  status: "completed" | "failed" | "pending_confirmation";
  errorMessage?: string;
}

/** What happens to a charge by itself, unless something else happens first. */
export interface NextStep {
  readonly what: "confirm" | "confirmRefund" | "expire";
  /** Milliseconds since 1970, as all times of a row. */
  readonly at: number;
}

/** A charge as the simulator remembers it; everything else that it shows is worked out when it is shown. */
export interface ChargeRow {
  /** 20 letters and digits, `tr` first. */
  readonly id: string;
  readonly flow: Flow;
  readonly provider: ProviderName;
  readonly amount: number;
  readonly currency: CreateChargeParams["currency"];
  readonly description: string;
  readonly orderId: string | null;
  readonly createdAt: number;
  /** Where the customer returns to. */
  readonly returnUrl?: string;
  /** The last moment to pay. */
  readonly dueAt?: number;
  /** Of a charge by Khipu. */
  paymentId?: string;
  /** The merchant's, and what the provider added. */
  metadata: Record<string, string>;
  /** Known at once, or once it was entered on the hosted page. */
  card?: ChargedCard;
  /** Whether the provider takes it first and declines it later. */
  isRefusedLater?: true;
  /** In how many instalments it is paid. */
  shares?: number;
  status: "completed" | "failed" | "charge_pending" | "pending_confirmation";
  authorization?: string;
  operatedAt?: number;
  errorMessage?: string;
  refund?: RefundRow;
  next?: NextStep;
}
