import { type Request, type Response, Router } from "express";
import { nodeStatusHandler } from "khipu-sdk/webhooks";
import { attemptsOf } from "../attempts.js";
import type { Context } from "../context.js";
import { isFinal, statusOf } from "../order-status.js";
import { findOrder, linesOf, type Order } from "../orders.js";
import { orderPage } from "../pages/order.js";
import { lookAgain } from "../reconciliation.js";
import { pathText, queryText, wholeNumber } from "../web/fields.js";
import { visitOf } from "../web/visit.js";
import { sendToPay } from "./checkout.js";

/** An order's pages. Whoever has the link may see them: nobody can guess it. */
export function orderRoutes(context: Context): Router {
  const router = Router();

  router.get("/orders/:token", (request, response, next) => {
    if (!showOrder(context, request, response, { hasReturned: false })) next();
  });

  // Khipu's return_url. To come here means nothing but that the payer is back: paid is what is settled.
  router.get("/orders/:token/return", (request, response, next) => {
    if (!showOrder(context, request, response, { hasReturned: true })) next();
  });

  router.post("/orders/:token/pay", async (request, response, next) => {
    const order = orderOf(context, request);
    if (!order) {
      next();
      return;
    }
    await context.payments.begin(order, wholeNumber(request, "after") ?? 0);
    sendToPay(context, response, order);
  });

  router.get("/orders/:token/status", statusRoute(context));

  return router;
}

/** What the waiting page listens to: the state and no more, in server-sent events or as JSON. */
function statusRoute(context: Context) {
  return nodeStatusHandler({
    read: (request: Request) => {
      const order = orderOf(context, request);
      if (!order) return undefined;
      lookMeanwhile(context, order);
      const state = statusOf(order, attemptsOf(context.database, order));
      return { state, final: isFinal(state) };
    },
    signal: context.closing,
    onError: context.log,
  });
}

function showOrder(
  context: Context,
  request: Request,
  response: Response,
  { hasReturned }: { readonly hasReturned: boolean },
): boolean {
  const order = orderOf(context, request);
  if (!order) return false;
  lookMeanwhile(context, order);
  const attempts = attemptsOf(context.database, order);
  const page = orderPage(visitOf(context, request, response), {
    order,
    lines: linesOf(context.database, order),
    status: statusOf(order, attempts),
    attempt: attempts[0],
    hasReturned,
    hasLeft: queryText(request, "left") !== "",
    opensHere: queryText(request, "here") !== "",
    scriptUrl: context.config.khipu.scriptUrl,
  });
  response.send(page.text);
  return true;
}

/** Asks Khipu while the visitor waits, and keeps nobody waiting for it: the page shows what is settled by then. */
function lookMeanwhile(context: Context, order: Order): void {
  void lookAgain(context, order);
}

function orderOf({ database }: Context, request: Request): Order | undefined {
  return findOrder(database, "token", pathText(request, "token"));
}
