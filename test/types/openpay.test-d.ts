// Compiled, never run: what users may write, and what they may not.
import { expectTypeOf } from "expect-type";
import type { KhipuPromise } from "../../src/index.js";
import {
  type CardChargeParams,
  type CardInstallmentsChargeParams,
  type Charge,
  type ChargeState,
  chargeState,
  type ConfirmedEvent,
  type CreateChargeParams,
  type HostedPageChargeParams,
  type KhipuBankList,
  type KhipuTransferChargeParams,
  Openpay,
  type OpenpayError,
  openpayErrorOf,
  type Shares,
  type ThreeDSecureChargeParams,
  type Token,
} from "../../src/openpay/index.js";

declare const openpay: Openpay;
declare const { charges, tokens, shares, khipu, webhooks }: Openpay;
declare const card: Omit<CardChargeParams, "provider" | "currency"> & { currency: "CLP" };
declare const page: Omit<CreateChargeParams, "provider" | "method" | "confirm" | "source_id">;
declare const charge: Charge;
declare const error: unknown;

type Data<Flow extends CreateChargeParams> = Flow["provider"]["data"];
const create = (params: CreateChargeParams) => charges.create(params);
const confirming = (flow: Pick<HostedPageChargeParams, "confirm">) => flow;
const securing = (data: Data<ThreeDSecureChargeParams>) => data;
const transferring = (data: Data<KhipuTransferChargeParams>) => data;
const way = "https://shop.example.com/back";
const browser_info = { accept_header: "*/*", user_agent: "agent" };
const sale = { point_of_sale: "web_retail" } as const;
const address = { line1: "Street", line2: "12", postal_code: "00000" };
const redirect = { ...page, method: "card" } as const;
const toKhipu = { ...sale, url_success: way };
const rut = "11.111.111-1";

// new Openpay: sad path
// @ts-expect-error -- there is no Openpay without a merchant
new Openpay({ privateKey: "sk_1" });
// @ts-expect-error -- nor without a private key
new Openpay({ merchantId: "m1" });
// @ts-expect-error -- `production` is true or false, not a text of the environment
new Openpay({ merchantId: "m1", privateKey: "sk_1", production: "false" });
// @ts-expect-error -- the credentials of a webhook are two
new Openpay({ merchantId: "m1", privateKey: "sk_1", webhookCredentials: { user: "openpay" } });
// new Openpay: happy path
new Openpay({ merchantId: "m1", privateKey: "sk_1", production: true, timeoutMs: 5_000 });

// charges.create: sad path
// @ts-expect-error -- a card charge needs the risk assessment
void create({ ...card, gc_risk_assessment: undefined, provider: { data: sale } });
// @ts-expect-error -- a risk assessment needs the airline data
void create({ ...card, gc_risk_assessment: {}, provider: { data: sale } });
// @ts-expect-error -- a card charge needs its point of sale
void create({ ...card, provider: { data: {} } });
// @ts-expect-error -- a point of sale that Openpay does not know
void create({ ...card, provider: { data: { point_of_sale: "shop" } } });
// @ts-expect-error -- instalments are in pesos only
void create({ ...card, currency: "USD", provider: { data: { ...sale, share_id: "1" } } });
// @ts-expect-error -- what is deferred is instalments
void create({ ...card, provider: { data: { ...sale, deferred_months: 3 } } });
// @ts-expect-error -- Openpay's page needs the risk assessment and the billing address
void create({ ...redirect, confirm: "false", provider: { data: sale } });
// @ts-expect-error -- Transbank needs a way back
void create({ ...redirect, provider: { name: "transbank", data: {} } });
// @ts-expect-error -- Travel Club needs a way back
void create({ ...redirect, provider: { name: "travel_club", data: {} } });
// @ts-expect-error -- Khipu needs a way back
void create({ ...redirect, provider: { name: "khipu", data: sale } });
// @ts-expect-error -- Khipu takes no card
void create({ ...card, provider: { name: "khipu", data: toKhipu } });
// @ts-expect-error -- an e-mail is sent for a bank_account, not for a card
void create({ ...redirect, provider: { name: "khipu", data: { send_email: true } } });
// @ts-expect-error -- a provider that Openpay does not have
void create({ ...redirect, provider: { name: "stripe", data: toKhipu } });
// @ts-expect-error -- an amount is a number
void create({ ...redirect, amount: "6000", provider: { name: "khipu", data: toKhipu } });
// @ts-expect-error -- a currency that Openpay does not take
void create({ ...redirect, currency: "EUR", provider: { name: "khipu", data: toKhipu } });
// @ts-expect-error -- a charge has a customer
void create({ ...redirect, customer: undefined, provider: { name: "khipu", data: toKhipu } });
// @ts-expect-error -- `confirm` is a text
confirming({ confirm: false });
// @ts-expect-error -- bank data need the payer's RUT
transferring({ ...toKhipu, request_bank_data: true });
// @ts-expect-error -- 3D Secure needs the browser
securing({ ...sale, use_3d_secure: true, url_success: way });
// @ts-expect-error -- 3D Secure needs a way back
securing({ ...sale, use_3d_secure: true, browser_info });

// charges.create: happy path, flow by flow
void create({ ...card, provider: { data: sale } });
void create({ ...card, provider: { data: { ...sale, share_id: "1", deferred_months: 3 } } });
const safer = securing({ ...sale, use_3d_secure: true, url_success: way, browser_info });
void create({ ...card, provider: { data: safer } });
void create({
  ...{ ...redirect, confirm: "false", customer: { ...page.customer, address } },
  gc_risk_assessment: card.gc_risk_assessment,
  provider: { data: sale },
});
void create({ ...redirect, provider: { name: "transbank", data: { url_success: way } } });
void create({ ...redirect, provider: { name: "travel_club", data: { url_success: way, tax: 2 } } });
void create({ ...redirect, provider: { name: "khipu", data: toKhipu } });
void create({ ...redirect, provider: { name: "khipu", data: { ...toKhipu, bank_id: "Bawdf" } } });
const bankData = { request_bank_data: true, payer_personal_identifier: rut } as const;
const transfer = transferring({ ...toKhipu, ...bankData });
void create({ ...redirect, provider: { name: "khipu", data: transfer } });
const byEmail = { name: "khipu", data: { send_email: true } } as const;
void create({ ...page, method: "bank_account", provider: byEmail });
expectTypeOf(create({ ...redirect, provider: { name: "khipu", data: toKhipu } })).toEqualTypeOf<
  KhipuPromise<Charge>
>();

// charges.createWith3dSecureFallback
declare const cardCharge: CardChargeParams | CardInstallmentsChargeParams;
declare const khipuCharge: Extract<CreateChargeParams, { provider: { name: "khipu" } }>;
const threeDSecure = { url_success: way, browser_info };
// @ts-expect-error -- 3D Secure needs the browser
void charges.createWith3dSecureFallback(cardCharge, { url_success: way });
// @ts-expect-error -- only a card charge can fall back to 3D Secure
void charges.createWith3dSecureFallback(khipuCharge, threeDSecure);
expectTypeOf(charges.createWith3dSecureFallback(cardCharge, threeDSecure)).toEqualTypeOf<
  KhipuPromise<Charge>
>();

// charges.get and charges.refund
// @ts-expect-error -- an id is text
void charges.get(7);
expectTypeOf(charges.get("tr1")).resolves.toEqualTypeOf<Charge>();
// @ts-expect-error -- an amount is a number
void charges.refund("tr1", { amount: "50" });
// @ts-expect-error -- a field that does not exist is a slip of the pen
void charges.refund("tr1", { reason: "cancelled" });
expectTypeOf(charges.refund("tr1")).resolves.toEqualTypeOf<Charge>();
void charges.refund("tr1", { amount: 50, description: "cancelled" }, { timeoutMs: 5_000 });

// tokens, shares, khipu
// @ts-expect-error -- a card has a security code
void tokens.create({
  card_number: "1",
  holder_name: "T",
  expiration_year: "30",
  expiration_month: "12",
});
expectTypeOf(tokens.get("k1")).resolves.toEqualTypeOf<Token>();
// @ts-expect-error -- the numbers of instalments are numbers
void shares.listForToken("k1", { amount: 6000, currency: "CLP", shares: ["3"] });
expectTypeOf(
  shares.listForCard("k1", { amount: "6000", currency: "CLP", shares: [3] }),
).resolves.toEqualTypeOf<Shares>();
expectTypeOf(khipu.listBanks()).resolves.toEqualTypeOf<KhipuBankList>();

// webhooks.confirm
// @ts-expect-error -- the credentials are the client's, not the call's
void webhooks.confirm("{}", { user: "openpay" });
const confirmed = webhooks.confirm("{}", { authorization: null, timeoutMs: 5_000 });
expectTypeOf(confirmed).resolves.toEqualTypeOf<ConfirmedEvent>();
declare const event: ConfirmedEvent;
// @ts-expect-error -- only a charge's event has a charge
expectTypeOf(event.charge).toEqualTypeOf<Charge>();
if (event.kind === "charge") expectTypeOf(event.charge).toEqualTypeOf<Charge>();
if (event.kind === "verification") expectTypeOf(event.event.verification_code).toBeString();

// chargeState: every state is named, so that a switch over them is exhaustive
expectTypeOf(chargeState(charge)).toEqualTypeOf<
  | "pending"
  | "verifying"
  | "paid"
  | "refundPending"
  | "partiallyRefunded"
  | "fullyRefunded"
  | "failed"
  | "cancelled"
  | "chargeback"
  | "unknown"
>();
expectTypeOf(chargeState).returns.toEqualTypeOf<ChargeState>();

// openpayErrorOf
expectTypeOf(openpayErrorOf(error)).toEqualTypeOf<OpenpayError | undefined>();
expectTypeOf<OpenpayError["error_code"]>().toBeNumber();
expectTypeOf(openpay.charges).toEqualTypeOf(charges);
