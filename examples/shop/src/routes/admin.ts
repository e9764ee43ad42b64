import { type Request, type Response, Router } from "express";
import { attemptsOf, listAttempts } from "../attempts.js";
import type { Context } from "../context.js";
import { statusOf } from "../order-status.js";
import { findOrderById, listOrders } from "../orders.js";
import { type AdminPart, adminLayout, loginPage } from "../pages/admin-frame.js";
import { ordersList, paymentsList, problemsList } from "../pages/admin-lists.js";
import { countProblems, listProblems, settleProblem } from "../problems.js";
import { reconcileAll } from "../reconciliation.js";
import { adminIdOf, adminOnly, adminVisitOf, logIn, logOut } from "../web/admin-session.js";
import { field, pathText } from "../web/fields.js";
import { ownFormsOnly } from "../web/forms.js";
import type { Html } from "../web/html.js";
import { sessionOf, type Visit, visitOf } from "../web/visit.js";
import { adminOrderRoutes } from "./admin-orders.js";

/** Everything under `/admin`: first the login, then what only the admin may see. */
export function adminRoutes(context: Context): Router {
  const router = Router();
  router.use("/login", loginRoutes(context));
  router.use(
    adminOnly(context),
    ownFormsOnly(context, (request) => adminIdOf(context, request)),
  );
  router.get("/", (_request, response) => {
    response.redirect(303, "/admin/orders");
  });
  router.post("/logout", (_request, response) => {
    logOut(response);
    response.redirect(303, "/admin/login");
  });
  router.use(listRoutes(context), adminOrderRoutes(context));
  return router;
}

function loginRoutes(context: Context): Router {
  const router = Router();
  router.use(ownFormsOnly(context, (request) => sessionOf(context, request)?.id));
  router.get("/", (request, response) => {
    response.send(loginPage(visitOf(context, request, response), false).text);
  });
  router.post("/", (request, response) => {
    if (logIn(context, response, field(request, "password"))) response.redirect(303, "/admin");
    else response.status(401).send(loginPage(visitOf(context, request, response), true).text);
  });
  return router;
}

function listRoutes(context: Context): Router {
  const { database } = context;
  const router = Router();
  const show = (part: AdminPart, contentOf: (visit: Visit) => Html) => {
    return (request: Request, response: Response): void => {
      sendPart(context, request, response, part, contentOf);
    };
  };
  const paymentsPage = (outcomeOf: (visit: Visit) => string | undefined) =>
    show("payments", (visit) => paymentsList(visit, listedPayments(context), outcomeOf(visit)));

  router.get(
    "/orders",
    show("orders", (visit) => ordersList(visit, listedOrders(context))),
  );
  router.get(
    "/payments",
    paymentsPage(() => undefined),
  );
  router.get(
    "/problems",
    show("problems", (visit) => problemsList(visit, listProblems(database))),
  );
  router.post("/problems/:id", (request, response) => {
    settleProblem(database, Number(pathText(request, "id")));
    response.redirect(303, "/admin/problems");
  });
  router.post("/reconcile", async (request, response) => {
    const { done, settled } = await reconcileAll(context);
    paymentsPage(({ texts }) => texts.admin.reconciled(done, settled))(request, response);
  });
  return router;
}

function sendPart(
  context: Context,
  request: Request,
  response: Response,
  part: AdminPart,
  contentOf: (visit: Visit) => Html,
): void {
  const visit = adminVisitOf(context, request, response);
  const page = { title: visit.texts.admin[part], content: contentOf(visit), part };
  response.send(adminLayout(visit, countProblems(context.database), page).text);
}

function listedOrders({ database }: Context) {
  return listOrders(database).map((order) => {
    return { order, status: statusOf(order, attemptsOf(database, order)) };
  });
}

function listedPayments({ database }: Context) {
  return listAttempts(database).flatMap((attempt) => {
    const order = findOrderById(database, attempt.orderId);
    return order ? [{ attempt, order }] : [];
  });
}
