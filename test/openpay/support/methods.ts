import type {
  CreateChargeParams,
  CreateTokenParams,
  Openpay,
  ThreeDSecureChargeParams,
} from "../../../src/openpay/index.js";
import type { CallOptions } from "../../../src/index.js";
import { fixture, MERCHANT } from "./client.js";

/** One method of `Openpay` and what it puts on the wire. */
export interface Method {
  /** As a user writes it. */
  readonly name: string;
  readonly operation: string;
  readonly http: "GET" | "POST";
  readonly path: string;
  /** Exactly this; without it, no body at all. */
  readonly body?: object;
  readonly answer: object;
  readonly call: (openpay: Openpay, options?: CallOptions) => Called;
}

/** What every method gives. */
export type Called = Promise<unknown> & {
  withResponse(): Promise<{ data: unknown; response: Response }>;
};

const ID = "trornwo9ocwkqjljx90h";
const card = fixture<CreateTokenParams>("createToken.request");
const asked = { currency: "CLP", shares: [3, 6, 9, 12] } as const;
const shares = { ...asked, shares: [...asked.shares] };

/** The requests of the document's examples, by flow. */
export const FLOWS = {
  card: fixture<CreateChargeParams>("createCharge.card.request"),
  "three-d-secure": fixture<ThreeDSecureChargeParams>("createCharge.three-d-secure.request"),
  "hosted-page": fixture<CreateChargeParams>("createCharge.hosted-page.request"),
  "redirect-transbank": fixture<CreateChargeParams>("createCharge.redirect-transbank.request"),
  "khipu-email": fixture<CreateChargeParams>("createCharge.khipu-email.request"),
};

function creating(flow: keyof typeof FLOWS): Method {
  return {
    name: `charges.create (${flow})`,
    operation: "createCharge",
    http: "POST",
    path: `/v1/${MERCHANT}/charges`,
    body: FLOWS[flow],
    answer: fixture(`createCharge.${flow}.response`),
    call: (openpay, options) => openpay.charges.create(FLOWS[flow], options),
  };
}

/** Every method that makes one request, and `charges.create` once for each example. */
export const METHODS: readonly Method[] = [
  {
    name: "tokens.create",
    operation: "createToken",
    http: "POST",
    path: `/v1/${MERCHANT}/tokens`,
    body: card,
    answer: fixture("createToken.response"),
    call: (openpay, options) => openpay.tokens.create(card, options),
  },
  {
    name: "tokens.get",
    operation: "getToken",
    http: "GET",
    path: `/v1/${MERCHANT}/tokens/kvnqhttcsw86tqqdqg1u`,
    answer: fixture("createToken.response"),
    call: (openpay, options) => openpay.tokens.get("kvnqhttcsw86tqqdqg1u", options),
  },
  {
    name: "shares.listForToken",
    operation: "listTokenShares",
    http: "POST",
    path: `/v1/${MERCHANT}/tokens/kvnqhttcsw86tqqdqg1u/shares`,
    body: { ...shares, amount: 6000 },
    answer: fixture("listTokenShares.response"),
    call: (openpay, options) =>
      openpay.shares.listForToken("kvnqhttcsw86tqqdqg1u", { ...shares, amount: "6000" }, options),
  },
  {
    name: "shares.listForCard",
    operation: "listCardShares",
    http: "POST",
    path: `/v1/${MERCHANT}/cards/k570iqqwzrnxitxm4bkq/shares`,
    body: { ...shares, amount: 6000 },
    answer: fixture("Shares.object"),
    call: (openpay, options) =>
      openpay.shares.listForCard("k570iqqwzrnxitxm4bkq", { ...shares, amount: 6000 }, options),
  },
  creating("card"),
  creating("three-d-secure"),
  creating("hosted-page"),
  creating("redirect-transbank"),
  creating("khipu-email"),
  {
    name: "charges.get",
    operation: "getCharge",
    http: "GET",
    path: `/v1/${MERCHANT}/charges/${ID}`,
    answer: fixture("createCharge.card.response"),
    call: (openpay, options) => openpay.charges.get(ID, options),
  },
  {
    name: "charges.refund",
    operation: "refundCharge",
    http: "POST",
    path: `/v1/${MERCHANT}/charges/${ID}/refund`,
    body: { amount: 19.9, description: "Cancelled flight" },
    answer: fixture("refundCharge.adyen.response"),
    call: (openpay, options) =>
      openpay.charges.refund(ID, { amount: 19.9, description: "Cancelled flight" }, options),
  },
  {
    name: "khipu.listBanks",
    operation: "listKhipuBanks",
    http: "GET",
    path: `/v1/${MERCHANT}/providers/khipu/banks`,
    answer: fixture("listKhipuBanks.response"),
    call: (openpay, options) => openpay.khipu.listBanks(options),
  },
];

export const READS = METHODS.filter(({ http }) => http === "GET");
export const WRITES = METHODS.filter(({ http }) => http !== "GET");
