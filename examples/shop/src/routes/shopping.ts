import { Router } from "express";
import { cartLines, withQuantity } from "../cart.js";
import { findProduct } from "../catalogue.js";
import type { Context } from "../context.js";
import { cartPage } from "../pages/cart.js";
import { cataloguePage } from "../pages/catalogue.js";
import { stockLevels } from "../stock.js";
import { field, wholeNumber } from "../web/fields.js";
import { unpaidLink } from "./checkout.js";
import { saveSession, visitOf, withCart } from "../web/visit.js";

/** The catalogue and the cart. */
export function shoppingRoutes(context: Context): Router {
  const { database } = context;
  const router = Router();

  router.get("/", (request, response) => {
    const visit = visitOf(context, request, response);
    response.send(cataloguePage(visit, stockLevels(database)).text);
  });

  router.get("/cart", (request, response) => {
    const visit = visitOf(context, request, response);
    const unpaid = unpaidLink(context, visit.session);
    response.send(cartPage(visit, cartLines(visit.session), unpaid).text);
  });

  router.post("/cart/:change", (request, response) => {
    const { session } = visitOf(context, request, response);
    const product = findProduct(field(request, "product"));
    if (product) {
      const isAdding = request.params.change === "add";
      const asked = isAdding
        ? (session.cart[product.id] ?? 0) + 1
        : (wholeNumber(request, "quantity") ?? 0);
      const quantity = field(request, "remove") === "" ? asked : 0;
      const cart = withQuantity(session.cart, product, quantity, stockLevels(database));
      saveSession(context, response, withCart(session, cart));
    }
    response.redirect(303, "/cart");
  });

  return router;
}
