import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import { seeOther } from "../pages/layout.js";
import type { ChargeRow } from "./charge.js";
import { readCard } from "./card.js";
import * as views from "./page-views.js";

const PATH = "/openpay/v1/{merchant_id}/charges/{transaction_id}";

/** The pages that `payment_method.url` leads to: a provider's, Khipu's, and the one for cards. */
export function openpayPages(engine: Engine): Route[] {
  return [
    pageRoute(engine, "GET", "redirect", (row, { path }) => redirect(engine, row, path)),
    pageRoute(engine, "POST", "redirect", (row, exchange) => answer(engine, row, exchange)),
    pageRoute(engine, "GET", "card_capture", (row, { path }) => capture(engine, row, path)),
    pageRoute(engine, "POST", "card_capture", (row, exchange) => enter(engine, row, exchange)),
  ];
}

function redirect(engine: Engine, row: ChargeRow, path: string): Reply {
  if (!isOpen(row) || row.flow === "HostedPageCharge") return statePage(engine, row);
  if (row.paymentId !== undefined) return seeOther(`/payment/info/${row.paymentId}`);
  return views.providerPage(shown(engine, row), path);
}

function answer(engine: Engine, row: ChargeRow, exchange: Exchange): Reply {
  const isHere = row.paymentId === undefined && row.flow !== "HostedPageCharge";
  if (!isOpen(row) || !isHere) return seeOther(exchange.path);
  const isApproved = formOf(exchange).get("answer") === "approve";
  const { charges } = engine.openpay;
  void (isApproved ? charges.complete(row) : charges.fail(row, "The customer refused to pay"));
  return seeOther(row.returnUrl ?? exchange.path);
}

function capture(engine: Engine, row: ChargeRow, path: string): Reply {
  if (!isOpen(row) || row.flow !== "HostedPageCharge") return statePage(engine, row);
  return views.cardPage(shown(engine, row), path);
}

function enter(engine: Engine, row: ChargeRow, exchange: Exchange): Reply {
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
    return views.cardPage(shown(engine, row), exchange.path, true);
  }
  return seeOther(exchange.path);
}

function isOpen({ status }: ChargeRow): boolean {
  return status === "charge_pending";
}

function shown(engine: Engine, charge: ChargeRow): views.Shown {
  return { language: engine.settings.language, charge };
}

function statePage(engine: Engine, row: ChargeRow): Reply {
  return views.statePage(shown(engine, row));
}

function formOf(exchange: Exchange): URLSearchParams {
  return new URLSearchParams(exchange.rawBody.toString("utf8"));
}

function pageRoute(
  engine: Engine,
  method: string,
  page: string,
  show: (row: ChargeRow, exchange: Exchange) => Reply,
): Route {
  const { language } = engine.settings;
  return {
    method,
    path: `${PATH}/${page}/`,
    refuse: (refusal) => views.refusalPage(language, refusal),
    answer: (exchange) => {
      const row = engine.openpay.charges.get(exchange.params["transaction_id"] ?? "");
      const isMine = exchange.params["merchant_id"] === engine.openpay.merchant.id;
      return row !== undefined && isMine ? show(row, exchange) : views.notFoundPage(language);
    },
  };
}
