import type { Engine } from "../engine.js";
import { khipuRefusal } from "../http/reply.js";
import type { Route } from "../http/reply.js";
import { billRoutes } from "./bills-page.js";
import { clockActions } from "./clock-actions.js";
import { Desk } from "./desk.js";
import { faultRoutes } from "./faults-page.js";
import type { Operation } from "./faults-page.js";
import { homeRoutes } from "./home-page.js";
import { liveEvents } from "./live-events.js";
import { LIVE_SCRIPT } from "./live-script.js";
import { notificationRoutes } from "./notifications-page.js";
import { paymentRoutes } from "./payment-page.js";
import { requestRoutes } from "./requests-page.js";
import { DASHBOARD_STYLE } from "./style.js";
import { subscriptionRoutes } from "./subscriptions-page.js";

/**
 * The dashboard: pages on which a person sees and does what tests see and do through the `Simulator`.
 *
 * @param operations - What faults can be narrowed down to.
 */
export function dashboardRoutes(engine: Engine, operations: readonly Operation[]): Route[] {
  const desk = new Desk(engine);
  return [
    ...homeRoutes(desk),
    ...clockActions(desk),
    ...paymentRoutes(desk),
    ...notificationRoutes(desk),
    ...subscriptionRoutes(desk),
    ...faultRoutes(desk, operations),
    ...billRoutes(desk),
    ...requestRoutes(desk),
    liveEvents(engine),
    asset("live.js", "text/javascript", LIVE_SCRIPT),
    asset("dashboard.css", "text/css", DASHBOARD_STYLE),
  ];
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
