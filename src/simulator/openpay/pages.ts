import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { seeOther } from "../pages/layout.js";
import { formOf, pageRoute } from "../pages/visitor.js";
import type { ChargeRow } from "./charge.js";
import { readCard } from "./card.js";
import * as views from "./page-views.js";

const PATH = "/openpay/v1/{merchant_id}/charges/{transaction_id}";

/** Somebody who looks at a charge. */
interface Visit {
  readonly engine: Engine;
  readonly row: ChargeRow;
  readonly exchange: Exchange;
  readonly language: Language;
}

/** The pages that `payment_method.url` leads to: a provider's, Khipu's, and the one for cards. */
export function openpayPages(engine: Engine): Route[] {
  return [
    chargeRoute(engine, "GET", "redirect", redirect),
    chargeRoute(engine, "POST", "redirect", answer),
    chargeRoute(engine, "GET", "card_capture", capture),
    chargeRoute(engine, "POST", "card_capture", enter),
  ];
}

function redirect(visit: Visit): Reply {
  const { row, exchange } = visit;
  if (!isOpen(row) || row.flow === "HostedPageCharge") return views.statePage(shown(visit));
  if (row.paymentId !== undefined) return seeOther(`/payment/info/${row.paymentId}`);
  return views.providerPage(shown(visit), exchange.path);
}

function answer({ engine, row, exchange }: Visit): Reply {
  const isHere = row.paymentId === undefined && row.flow !== "HostedPageCharge";
  if (!isOpen(row) || !isHere) return seeOther(exchange.path);
  const isApproved = formOf(exchange).get("answer") === "approve";
  const { charges } = engine.openpay;
  void (isApproved ? charges.complete(row) : charges.fail(row, "The customer refused to pay"));
  return seeOther(row.returnUrl ?? exchange.path);
}

function capture(visit: Visit): Reply {
  const { row, exchange } = visit;
  if (!isOpen(row) || row.flow !== "HostedPageCharge") return views.statePage(shown(visit));
  return views.cardPage(shown(visit), exchange.path);
}

function enter(visit: Visit): Reply {
  const { engine, row, exchange } = visit;
  const isHere = row.flow === "HostedPageCharge";
  if (!isOpen(row) || !isHere) return seeOther(exchange.path);
  const form = formOf(exchange);
  const text = (name: string) => (form.get(name) ?? "").replaceAll(" ", "");
  const params = {
    card_number: text("card_number"),
    holder_name: (form.get("holder_name") ?? "").trim(),
    expiration_month: text("expiration_month"),
    expiration_year: text("expiration_year"),
    cvv2: text("cvv2"),
  };
  try {
    void engine.openpay.charges.enterCard(row, readCard(params, engine.clock.now()));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return views.cardPage(shown(visit), exchange.path, true);
  }
  return seeOther(exchange.path);
}

function isOpen({ status }: ChargeRow): boolean {
  return status === "charge_pending";
}

function shown({ engine, row, language }: Visit): views.Shown {
  return { language, charge: row, receiverName: engine.receivers.first.name };
}

function chargeRoute(
  engine: Engine,
  method: string,
  page: string,
  show: (visit: Visit) => Reply,
): Route {
  return pageRoute(engine, method, `${PATH}/${page}/`, (exchange, language) => {
    const row = engine.openpay.charges.get(exchange.params["transaction_id"] ?? "");
    const isMine = exchange.params["merchant_id"] === engine.openpay.merchant.id;
    if (row === undefined || !isMine) return views.notFoundPage(language);
    return show({ engine, row, exchange, language });
  });
}
