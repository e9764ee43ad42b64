import { type Request, type Response, Router } from "express";
import { latestAttempt } from "../attempts.js";
import { cartLines, orderLines, withinStock } from "../cart.js";
import type { Context } from "../context.js";
import { createOrder, findOrder, type Order } from "../orders.js";
import { type CheckoutProblem, checkoutPage } from "../pages/checkout.js";
import { payableAt } from "../payments.js";
import { stockLevels } from "../stock.js";
import { field } from "../web/fields.js";
import { saveSession, type Session, type Visit, visitOf, withCart } from "../web/visit.js";

/**
 * What browsers take for an e-mail address, and one dot. Khipu refuses a payment for an address that is none, and an
 * order that is kept cannot change its own.
 */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/i;

/** From the cart to a payment. */
export function checkoutRoutes(context: Context): Router {
  const router = Router();

  router.get("/checkout", (request, response) => {
    const visit = visitOf(context, request, response);
    const lines = cartLines(visit.session);
    if (lines.length === 0) response.redirect(303, unpaidLink(context, visit.session) ?? "/cart");
    else response.send(checkoutPage(visit, lines).text);
  });

  router.post("/checkout", async (request, response) => {
    const visit = visitOf(context, request, response);
    // A second click, a second window or the way back: the same key is the same order.
    const known = findOrder(context.database, "checkout_key", field(request, "checkout"));
    const order = known ?? placeOrder(context, request, response, visit);
    if (!order) return;
    // `after: 0` begins the order's first payment, and never another.
    await context.payments.begin(order, 0);
    const isHere = field(request, "how") === "here";
    sendToPay(context, response, order, isHere);
  });

  return router;
}

/** Keeps the order and empties the cart; nothing when the visitor has to look at something first. */
function placeOrder(
  context: Context,
  request: Request,
  response: Response,
  visit: Visit,
): Order | undefined {
  const { database } = context;
  const { session, language } = visit;
  const email = field(request, "email");
  const cart = withinStock(session.cart, stockLevels(database));
  const kind = problemOf(request, session, email, cart);
  if (kind) {
    const shown = cart === session.cart ? session : withCart(session, cart);
    if (shown !== session) saveSession(context, response, shown);
    const page = checkoutPage({ ...visit, session: shown }, cartLines(shown), { kind, email });
    response.status(422).send(page.text);
    return undefined;
  }
  const lines = orderLines(cartLines(session), language);
  const order = createOrder(database, {
    checkoutKey: session.checkoutKey,
    email,
    language,
    lines,
  });
  saveSession(context, response, { ...withCart(session, {}), lastOrder: order.token });
  return order;
}

function problemOf(
  request: Request,
  session: Session,
  email: string,
  cart: Session["cart"],
): CheckoutProblem["kind"] | undefined {
  if (cart !== session.cart) return "notEnough";
  // The form shows another cart than the one that would be ordered, or none is left.
  const isSame = field(request, "checkout") === session.checkoutKey;
  if (!isSame || cartLines(session).length === 0) return "changed";
  const isEmail = email === "" || (email.length <= 255 && EMAIL.test(email));
  return isEmail ? undefined : "emailWrong";
}

/** The page of the order that this browser placed last, if it is not paid. */
export function unpaidLink({ database }: Context, { lastOrder }: Session): string | undefined {
  const order = lastOrder === undefined ? undefined : findOrder(database, "token", lastOrder);
  return order?.paidAt === null ? `/orders/${order.token}` : undefined;
}

/** To Khipu's page, or to the order's, which says why not. */
export function sendToPay(
  { database }: Context,
  response: Response,
  order: Order,
  isHere = false,
): void {
  const url = isHere ? undefined : payableAt(latestAttempt(database, order));
  response.redirect(303, url ?? `/orders/${order.token}${isHere ? "?here=1" : ""}`);
}
