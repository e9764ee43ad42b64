import { findProduct, type Product } from "./catalogue.js";
import type { OrderLine } from "./orders.js";
import type { Language } from "./texts/index.js";
import type { Session } from "./web/visit.js";

/** One product in the cart. */
export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

/** What is in a cart, without what is no longer in the catalogue. */
export function cartLines({ cart }: Session): CartLine[] {
  return Object.entries(cart).flatMap(([id, quantity]) => {
    const product = findProduct(id);
    return product ? [{ product, quantity }] : [];
  });
}

/** What it costs, in whole pesos. */
export function cartTotal(lines: readonly CartLine[]): number {
  return lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
}

/** A cart in which there are so many of one product: never more than there are. */
export function withQuantity(
  cart: Session["cart"],
  { id }: Product,
  quantity: number,
  stock: ReadonlyMap<string, number>,
): Session["cart"] {
  const { [id]: _before, ...others } = cart;
  const most = Math.min(quantity, stock.get(id) ?? 0);
  return most > 0 ? { ...others, [id]: most } : others;
}

/** The cart with no more in it than there is; the same object when nothing had to go. */
export function withinStock(
  cart: Session["cart"],
  stock: ReadonlyMap<string, number>,
): Session["cart"] {
  const fits = Object.entries(cart).every(([id, quantity]) => quantity <= (stock.get(id) ?? 0));
  if (fits) return cart;
  const adjusted = Object.entries(cart).map(
    ([id, quantity]) => [id, Math.min(quantity, stock.get(id) ?? 0)] as const,
  );
  return Object.fromEntries(adjusted.filter(([, quantity]) => quantity > 0));
}

/** What an order keeps of a cart. Prices are the catalogue's: none comes from the browser. */
export function orderLines(lines: readonly CartLine[], language: Language): OrderLine[] {
  return lines.map(({ product, quantity }) => {
    return {
      productId: product.id,
      name: product.name[language],
      unitPrice: product.price,
      quantity,
    };
  });
}
