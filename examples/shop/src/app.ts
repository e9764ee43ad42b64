import { fileURLToPath } from "node:url";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import type { Context } from "./context.js";
import { notificationHandler } from "./notifications.js";
import { messagePage } from "./pages/message.js";
import { adminRoutes } from "./routes/admin.js";
import { checkoutRoutes } from "./routes/checkout.js";
import { orderRoutes } from "./routes/orders.js";
import { shoppingRoutes } from "./routes/shopping.js";
import { ForeignFormError, ownFormsOnly } from "./web/forms.js";
import { securityHeaders } from "./web/security-headers.js";
import { sessionOf, visitOf } from "./web/visit.js";

const PUBLIC = fileURLToPath(new URL("../public", import.meta.url));

/** Puts the shop together. The order matters: the webhook comes before everything that reads bodies. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable("x-powered-by");
  app.post("/webhooks/khipu", notificationHandler(context));

  app.get("/assets/shop.js", (_request, response) => {
    response.type("text/javascript").send(context.script);
  });
  app.use("/assets", express.static(PUBLIC, { index: false, maxAge: "1h" }));

  app.use(securityHeaders(context));
  app.use(express.urlencoded({ extended: false, limit: "20kb" }));
  app.use("/admin", adminRoutes(context));
  app.use(ownFormsOnly(context, (request) => sessionOf(context, request)?.id));
  app.use(shoppingRoutes(context), checkoutRoutes(context), orderRoutes(context));

  app.use((request, response) => {
    const visit = visitOf(context, request, response);
    response.status(404).send(messagePage(visit, "notFound").text);
  });
  app.use(failureHandler(context));
  return app;
}

/** Express knows it by its four parameters. */
function failureHandler(context: Context) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const isForeign = error instanceof ForeignFormError;
    if (!isForeign) context.log(error);
    const visit = visitOf(context, request, response);
    const page = messagePage(visit, isForeign ? "foreignForm" : "failed");
    response.status(isForeign ? 403 : statusOf(error)).send(page.text);
  };
}

/** What Express's own errors say: a form that is too large, a path that is not encoded well. */
function statusOf(error: unknown): number {
  const { status } = Object(error) as { status?: unknown };
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}
