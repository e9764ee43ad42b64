import type { PaymentState } from "../../lifecycle/payment-state.js";
import type { Payment } from "../../types.js";
import type { Refusal } from "../http/refusal.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { isWebUrl } from "../payments/request-rules.js";
import { factList, noticePage } from "./checkout-page.js";
import type { Fact, Outcome } from "./checkout-page.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import type { Tone } from "./icons.js";
import { shopLink, stateMessage } from "./parts.js";
import { resume } from "./payer-views.js";
import type { Unfinished } from "./payer-views.js";
import { paymentPage, stateOf } from "./payment-page.js";
import type { Shown } from "./payment-page.js";
import { shownTime } from "./shown.js";
import { textsOf } from "./texts.js";

/** How each state feels, and what a shop's script is told of it: nothing while it can still be paid. */
const STATES: Readonly<
  Record<PaymentState, readonly [tone: Tone, result?: Outcome["result"], failureReason?: string]>
> = {
  pending: ["wait"],
  verifying: ["wait", "OK"],
  paid: ["good", "OK"],
  markedPaid: ["good", "OK"],
  partiallyRefunded: ["over", "OK"],
  fullyRefunded: ["over", "WARNING"],
  reversed: ["over", "WARNING"],
  rejected: ["bad", "ERROR", "USER_CANCELED"],
  abuse: ["bad", "ERROR", "USER_CANCELED"],
  expired: ["over", "ERROR", "REAL_TIMEOUT"],
  deleted: ["over", "ERROR", "INVALID_OPERATION_ID"],
  unknown: ["over", "WARNING"],
};

/** The page of a payment that nobody can begin to pay (any more). */
export function statePage(shown: Shown, unfinished?: Unfinished): Reply {
  const texts = textsOf(shown.language);
  const state = stateOf(shown);
  const text = shown.isDoubtful ? texts.doubtful : texts.states[state];
  const facts = paidFacts(shown);
  const content = html`${stateMessage(STATES[state][0], text)}
  ${facts.length > 0 && factList(facts)} ${resume(shown, unfinished)}
  ${shopLink(exitOf(shown.payment, state), texts.back)}
  ${receiptLink(shown.payment.receipt_url, texts.receipt)}`;
  const outcome = unfinished === undefined ? outcomeOf(shown, state) : undefined;
  return paymentPage(shown, { title: text.title, content, outcome });
}

/** The page for an id that no payment has. */
export function notFoundPage(language: Language, id: string): Reply {
  const { notFound: title, notFoundMore: more } = textsOf(language);
  return noticePage(
    language,
    { title, more, status: 404 },
    { result: "ERROR", operationId: id, exitUrl: "", failureReason: "INVALID_OPERATION_ID" },
  );
}

/** The page for a request that cannot be read; refusals are in Spanish, whatever the page around them. */
export function refusalPage({ message: title, status }: Refusal): Reply {
  return noticePage("es", { title, status });
}

function outcomeOf({ payment, isDoubtful }: Shown, state: PaymentState): Outcome | undefined {
  const [, told, failureReason] = STATES[state];
  if (told === undefined) return undefined;
  const exit = exitOf(payment, state);
  return {
    // What the bank left open may still be paid, and may not.
    result: isDoubtful ? "WARNING" : told,
    operationId: payment.payment_id,
    exitUrl: isWebUrl(exit) ? exit : "",
    failureReason,
  };
}

/** A receipt opens beside the page, which may stand in a shop's frame. */
function receiptLink(url: string, text: string): Html | undefined {
  if (url === "") return undefined;
  return html`<a class="button quiet" href="${url}" target="_blank">${text}</a>`;
}

/** Where the payer goes on at the shop: not where it thanks for a payment, when there is none. */
function exitOf({ cancel_url: cancelUrl, return_url: returnUrl }: Payment, state: PaymentState) {
  return STATES[state][1] === "ERROR" && cancelUrl !== "" ? cancelUrl : returnUrl;
}

function paidFacts({ language, payment }: Shown): Fact[] {
  const texts = textsOf(language);
  const facts: Fact[] = [];
  if (payment.bank !== "") facts.push([texts.bank, payment.bank]);
  if (payment.personal_identifier !== "") facts.push([texts.payer, payment.personal_identifier]);
  if (payment.conciliation_date) {
    facts.push([texts.paidAt, shownTime(payment.conciliation_date, language)]);
  }
  return facts;
}
