import { fieldsOf } from "../../fields.js";
import type { CreateChargeParams } from "../../openpay/types.js";
import type { CardRow } from "./card.js";
import type { ChargeRow, ProviderName } from "./charge.js";
import { flowOf } from "./flow.js";
import type { Flow } from "./flow.js";
import { OpenpayRefusal } from "./openpay-refusal.js";

/** A request to charge, whose fields are not the same in every flow. */
type Asked = CreateChargeParams & { readonly gc_risk_assessment?: { readonly metadata?: unknown } };

const MINUTE_MS = 60_000;
/** How long a customer has on a provider's page; an assumption. */
const SESSION_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The flows in which the answer says until when the customer can pay, as in the document's examples. */
const WITH_DUE_DATE: readonly Flow[] = [
  "RedirectTransbankCharge",
  "TravelClubCharge",
  "KhipuRedirectCharge",
  "KhipuDirectCharge",
  "KhipuTransferCharge",
  "KhipuEmailCharge",
];

/** A charge as it begins, before anything has come of it. */
export function newCharge(
  request: CreateChargeParams,
  id: string,
  nowMs: number,
  brand: string | undefined,
): ChargeRow {
  const flow = flowOf(request);
  const { data } = request.provider;
  const url = "url_success" in data ? data.url_success : undefined;
  return {
    id,
    flow,
    provider: providerOf(request, brand),
    amount: request.amount,
    currency: request.currency,
    description: request.description,
    orderId: request.order_id ?? null,
    createdAt: nowMs,
    ...(url !== undefined && { returnUrl: withId(url, id) }),
    ...(WITH_DUE_DATE.includes(flow) && { dueAt: dueAtOf(request, nowMs) }),
    metadata: metadataOf(request),
    status: "charge_pending",
  };
}

/** How long the customer of a charge that is pending has. */
export function sessionEnd({ dueAt, createdAt }: ChargeRow): number {
  return dueAt ?? createdAt + SESSION_MS;
}

/**
 * In how many instalments a charge is to be paid.
 *
 * @throws {@link OpenpayRefusal} 1003 when they were not offered for this card and amount.
 */
export function chosenShares(request: CreateChargeParams, card: CardRow) {
  const { data } = request.provider;
  if (!("share_id" in data) || data.share_id === undefined) return undefined;
  const { share_id, deferred_months: months } = data;
  const offer = card.offers.find(
    ({ shareId, amount }) => shareId === share_id && amount === request.amount,
  );
  if (offer === undefined) {
    throw new OpenpayRefusal(1003, `The share_id '${share_id}' was not offered for this charge`);
  }
  if (months !== undefined && !offer.deferredMonths.includes(months)) {
    throw new OpenpayRefusal(1003, `deferred_months ${String(months)} was not offered`);
  }
  return offer;
}

/** Openpay chooses: Transbank for pesos; for dollars Adyen with a Mastercard, else GlobalCollect. */
export function providerOf(
  { provider, currency }: CreateChargeParams,
  brand?: string,
): ProviderName {
  if (provider.name !== undefined) return provider.name;
  if (currency === "CLP") return "transbank";
  return brand === "mastercard" ? "adyen" : "global_collect";
}

function dueAtOf(request: CreateChargeParams, nowMs: number): number {
  if (request.provider.name !== "khipu") return nowMs + SESSION_MS;
  const asked = request.method === "bank_account" ? request.due_date : undefined;
  return asked === undefined ? nowMs + DAY_MS : Date.parse(asked);
}

/** One of the document's examples has them inside `gc_risk_assessment`, and its answer gives them back. */
function metadataOf(request: Asked): Record<string, string> {
  const inner = fieldsOf(request.gc_risk_assessment?.metadata);
  const texts = Object.entries(inner).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(texts), ...request.metadata };
}

function withId(url: string, id: string): string {
  const back = new URL(url);
  back.searchParams.set("id", id);
  return back.href;
}
