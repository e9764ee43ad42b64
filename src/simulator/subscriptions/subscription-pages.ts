import type { Engine } from "../engine.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { findBank, listBanks } from "../payments/banks.js";
import { seeOther } from "../pages/layout.js";
import { formOf, pageRoute } from "../pages/visitor.js";
import type { SubscriptionRow } from "./subscription.js";
import { isSignable } from "./subscription.js";
import * as views from "./subscription-views.js";

/** Where the pages of subscriptions are, as with Khipu. */
export const SUBSCRIPTION_PAGE = "/pac-manager";

/** The pages on which a payer signs a subscription, or does not. */
export function subscriptionRoutes(engine: Engine): Route[] {
  const route = (
    method: string,
    step: string,
    answer: (row: SubscriptionRow, exchange: Exchange, language: Language) => Reply,
  ): Route =>
    pageRoute(engine, method, `${SUBSCRIPTION_PAGE}/{id}${step}`, (exchange, language) => {
      const row = engine.subscriptions.get(exchange.params["id"] ?? "");
      return row === undefined ? views.notFoundPage(language) : answer(row, exchange, language);
    });
  return [
    route("GET", "", (row, _, language) => show(engine, row, language)),
    route("POST", "/sign", (row, exchange) => sign(engine, row, exchange)),
    route("POST", "/cancel", (row) => cancel(row)),
  ];
}

function show(engine: Engine, row: SubscriptionRow, language: Language): Reply {
  const shown = { language, row, receiverName: engine.receivers.of(row).name };
  if (isSignable(row)) return views.signPage(shown, listBanks(engine.url));
  // One that was ended is not there for its payer any more.
  const { status } = row;
  const isSigned = status === "SIGNED" || status === "ENABLED";
  return isSigned ? views.statePage(shown, status) : views.notFoundPage(language);
}

/** The bank takes as long to confirm a signature as it takes to find a payment's money. */
function sign(engine: Engine, row: SubscriptionRow, exchange: Exchange): Reply {
  const bank = findBank(formOf(exchange).get("bank_id") ?? "");
  if (!isSignable(row) || bank === undefined) return toPage(row);
  engine.subscriptions.sign(row, bank.bank_id, engine.settings.verificationMs);
  return seeOther(row.asked.return_url);
}

function cancel(row: SubscriptionRow): Reply {
  return isSignable(row) ? seeOther(row.asked.cancel_url) : toPage(row);
}

function toPage({ id }: SubscriptionRow): Reply {
  return seeOther(`${SUBSCRIPTION_PAGE}/${id}`);
}
