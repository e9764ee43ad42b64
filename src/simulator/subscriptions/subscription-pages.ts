import type { Engine } from "../engine.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import { findBank, listBanks } from "../payments/banks.js";
import { seeOther } from "../pages/layout.js";
import { refusalPage } from "../pages/payer-views.js";
import type { SubscriptionRow } from "./subscription.js";
import * as views from "./subscription-views.js";

/** Where the pages of subscriptions are, as with Khipu. */
export const SUBSCRIPTION_PAGE = "/pac-manager";

/** The pages on which a payer signs a subscription, or does not. */
export function subscriptionRoutes(engine: Engine): Route[] {
  const { language } = engine.settings;
  const route = (
    method: string,
    step: string,
    answer: (row: SubscriptionRow, exchange: Exchange) => Reply,
  ): Route => ({
    method,
    path: `${SUBSCRIPTION_PAGE}/{id}${step}`,
    refuse: (refusal) => refusalPage(language, refusal),
    answer: (exchange) => {
      const row = engine.subscriptions.get(exchange.params["id"] ?? "");
      return row === undefined ? views.notFoundPage(language) : answer(row, exchange);
    },
  });
  return [
    route("GET", "", (row) => show(engine, row)),
    route("POST", "/sign", (row, exchange) => sign(engine, row, exchange)),
    route("POST", "/cancel", (row) => cancel(row)),
  ];
}

function show(engine: Engine, row: SubscriptionRow): Reply {
  const shown = {
    language: engine.settings.language,
    row,
    receiverName: engine.receivers.of(row).name,
  };
  return row.status === "DISABLED"
    ? views.signPage(shown, listBanks(engine.url))
    : views.statePage(shown);
}

/** The bank takes as long to confirm a signature as it takes to find a payment's money. */
function sign(engine: Engine, row: SubscriptionRow, { rawBody }: Exchange): Reply {
  const bank = findBank(new URLSearchParams(rawBody.toString("utf8")).get("bank_id") ?? "");
  if (row.status !== "DISABLED" || bank === undefined) return toPage(row);
  engine.subscriptions.sign(row, bank.bank_id, engine.settings.verificationMs);
  return seeOther(row.asked.return_url);
}

function cancel(row: SubscriptionRow): Reply {
  return row.status === "DISABLED" ? seeOther(row.asked.cancel_url) : toPage(row);
}

function toPage({ id }: SubscriptionRow): Reply {
  return seeOther(`${SUBSCRIPTION_PAGE}/${id}`);
}
