import { type Request, type Response, Router } from "express";
import { isKhipuError } from "khipu-sdk";
import { type Attempt, attemptsOf, findAttempt } from "../attempts.js";
import type { Context } from "../context.js";
import { statusOf } from "../order-status.js";
import { findOrder, findOrderById, linesOf, type Order } from "../orders.js";
import { adminLayout } from "../pages/admin-frame.js";
import { type AdminOrder, adminOrder, type ShownAttempt } from "../pages/admin-order.js";
import { refundToConfirm } from "../pages/admin-refund.js";
import { countProblems } from "../problems.js";
import { findRefund, refundable, refundsOf } from "../refunds.js";
import { adminVisitOf } from "../web/admin-session.js";
import { field, pathText, queryText } from "../web/fields.js";
import type { Html } from "../web/html.js";
import { newKey, type Visit } from "../web/visit.js";

/** One order in the administration, and its refunds. */
export function adminOrderRoutes(context: Context): Router {
  const router = Router();

  router.get("/orders/:number", (request, response, next) => {
    const order = orderOf(context, request);
    if (order) showOrder(context, request, response, order);
    else next();
  });

  router.get("/orders/:number/refund", async (request, response, next) => {
    const found = refundOf(context, request, (name) => queryText(request, name));
    if (found) await confirmRefund(context, request, response, found);
    else next();
  });

  router.post("/orders/:number/refund", async (request, response, next) => {
    const found = refundOf(context, request, (name) => field(request, name));
    if (found) await giveRefund(context, request, response, found);
    else next();
  });

  router.post("/refunds/:id", async (request, response) => {
    const refund = findRefund(context.database, "id", Number(pathText(request, "id")));
    if (refund?.state === "unknown") await context.refunds.lookFor(refund).catch(context.log);
    const attempt = refund && findAttempt(context.database, refund.attemptId);
    const order = attempt && findOrderById(context.database, attempt.orderId);
    response.redirect(303, order ? `/admin/orders/${order.number}` : "/admin/orders");
  });

  return router;
}

/** A refund that somebody asks for, as far as it makes sense. */
interface AskedRefund {
  readonly order: Order;
  readonly shown: ShownAttempt;
  readonly typed: string;
  /** Nothing for all that is left. */
  readonly amount: number | undefined;
  readonly isPossible: boolean;
}

function refundOf(
  context: Context,
  request: Request,
  text: (name: string) => string,
): AskedRefund | undefined {
  const order = orderOf(context, request);
  const attempts = order ? attemptsOf(context.database, order) : [];
  const attempt = attempts.find(({ id }) => String(id) === text("attempt"));
  if (!order || !attempt) return undefined;
  const shown = shownAttempt(context, order, attempt);
  // People write "$ 1.900" as well as "1900".
  const typed = text("amount").replace(/^\$\s*/, "");
  const amount = typed === "" ? undefined : Number(typed.replaceAll(".", ""));
  const isAmount = amount === undefined || (Number.isInteger(amount) && amount >= 1);
  const isPossible = isAmount && (amount ?? 1) <= shown.refundable;
  return { order, shown, typed, amount, isPossible };
}

async function confirmRefund(
  context: Context,
  request: Request,
  response: Response,
  asked: AskedRefund,
): Promise<void> {
  const { order, shown, amount } = asked;
  if (!asked.isPossible || shown.isBlocked) {
    refuse(context, request, response, asked);
    return;
  }
  const { attempt, refundable } = shown;
  const wallet = await walletBalance(context);
  const formKey = newKey();
  send(context, request, response, (visit) => {
    const content = { order, attempt, amount, refundable, wallet, formKey };
    return [visit.texts.admin.refund.title, refundToConfirm(visit, content)];
  });
}

async function giveRefund(
  context: Context,
  request: Request,
  response: Response,
  asked: AskedRefund,
): Promise<void> {
  const { order, shown, amount } = asked;
  const formKey = field(request, "key");
  // The page that was sent twice finds its refund done, and the amount no longer possible.
  if (!asked.isPossible && !findRefund(context.database, "form_key", formKey)) {
    refuse(context, request, response, asked);
    return;
  }
  try {
    await context.refunds.give({ attempt: shown.attempt, amount, formKey });
    response.redirect(303, `/admin/orders/${order.number}`);
  } catch (error) {
    if (!isKhipuError(error)) throw error;
    context.log(error);
    showOrder(context, request, response.status(502), order, { isUnreachable: true });
  }
}

function refuse(
  context: Context,
  request: Request,
  response: Response,
  { order, shown, typed }: AskedRefund,
): void {
  const wrongAmount = { attemptId: shown.attempt.id, typed };
  showOrder(context, request, response.status(422), order, { wrongAmount });
}

function showOrder(
  context: Context,
  request: Request,
  response: Response,
  order: Order,
  problem: Partial<Pick<AdminOrder, "wrongAmount" | "isUnreachable">> = {},
): void {
  const attempts = attemptsOf(context.database, order);
  send(context, request, response, (visit) => {
    const content = adminOrder(visit, {
      isUnreachable: false,
      ...problem,
      order,
      lines: linesOf(context.database, order),
      status: statusOf(order, attempts),
      attempts: attempts.map((attempt) => shownAttempt(context, order, attempt)),
    });
    return [visit.texts.order.title(order.number), content];
  });
}

function send(
  context: Context,
  request: Request,
  response: Response,
  pageOf: (visit: Visit) => readonly [title: string, content: Html],
): void {
  const visit = adminVisitOf(context, request, response);
  const [title, content] = pageOf(visit);
  const page = { title, content, part: "orders" } as const;
  response.send(adminLayout(visit, countProblems(context.database), page).text);
}

function shownAttempt({ database }: Context, order: Order, attempt: Attempt): ShownAttempt {
  const refunds = refundsOf(database, attempt);
  const isPaid = ["paid", "markedPaid", "partiallyRefunded"].includes(attempt.state);
  return {
    attempt,
    refunds,
    refundable: isPaid ? refundable(order.total, refunds) : 0,
    isBlocked: refunds.some(({ state }) => state === "asked" || state === "unknown"),
  };
}

/** Only to show it: without a wallet, or without an answer, the page does without. */
async function walletBalance({ khipu, log }: Context): Promise<number | undefined> {
  try {
    const { balance } = await khipu.refundWallet.get({ timeoutMs: 3_000 });
    return Math.floor(Number(balance));
  } catch (error) {
    log(error);
    return undefined;
  }
}

function orderOf({ database }: Context, request: Request): Order | undefined {
  return findOrder(database, "number", pathText(request, "number"));
}
