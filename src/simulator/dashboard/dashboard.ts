import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import { khipuRefusal } from "../http/reply.js";
import type { Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { languageFor, rememberLanguage } from "../pages/visitor.js";
import { billRoutes } from "./bills-page.js";
import { clockActions } from "./clock-actions.js";
import { COPY_SCRIPT } from "./copy-script.js";
import { Desk } from "./desk.js";
import { faultRoutes } from "./faults-page.js";
import { Flashes } from "./flashes.js";
import { homeRoutes } from "./home-page.js";
import { liveEvents } from "./live-events.js";
import { LIVE_SCRIPT } from "./live-script.js";
import { newPayment } from "./new-payment.js";
import { notificationRoutes } from "./notifications-page.js";
import { paymentRoutes } from "./payment-page.js";
import { requestRoutes } from "./requests-page.js";
import { resetRoutes } from "./reset-page.js";
import { DASHBOARD_STYLE } from "./style.js";
import { subscriptionRoutes } from "./subscriptions-page.js";

/** The dashboard: pages on which a person sees and does what tests see and do through the `Simulator`. */
export function dashboardRoutes(engine: Engine): Route[] {
  const flashes = new Flashes();
  const routesIn = (language: Language) => deskRoutes(new Desk(engine, language, flashes));
  const inEnglish = routesIn("en");
  return [
    // Both lists are made by the same code, so that they go together one by one.
    ...routesIn("es").map((es, at) => inLanguages(engine, { es, en: inEnglish[at] ?? es })),
    liveEvents(engine),
    asset("live.js", "text/javascript", LIVE_SCRIPT),
    asset("copy.js", "text/javascript", COPY_SCRIPT),
    asset("dashboard.css", "text/css", DASHBOARD_STYLE),
  ];
}

function deskRoutes(desk: Desk): Route[] {
  return [
    ...homeRoutes(desk),
    ...clockActions(desk),
    newPayment(desk),
    ...paymentRoutes(desk),
    ...notificationRoutes(desk),
    ...subscriptionRoutes(desk),
    ...faultRoutes(desk),
    ...billRoutes(desk),
    ...requestRoutes(desk),
    ...resetRoutes(desk),
  ];
}

/** A route that speaks the visitor's language, also when it refuses. */
function inLanguages(engine: Engine, routes: Readonly<Record<Language, Route>>): Route {
  return {
    ...routes[engine.settings.language],
    answer: async (exchange) => {
      const route = routes[languageFor(engine, exchange)];
      try {
        return rememberLanguage(exchange, await route.answer(exchange));
      } catch (error) {
        if (error instanceof Refusal) return route.refuse(error);
        throw error;
      }
    },
  };
}

function asset(name: string, type: string, body: string): Route {
  const headers = { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" };
  return {
    method: "GET",
    path: `/assets/${name}`,
    refuse: khipuRefusal,
    answer: () => ({ status: 200, headers, body }),
  };
}
