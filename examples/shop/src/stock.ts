import { PRODUCTS } from "./catalogue.js";
import type { Db } from "./database.js";
import type { OrderLine } from "./orders.js";

/** Puts what the catalogue has on the shelf, unless it has a shelf already. */
export function stockUp(database: Db): void {
  const insert = database.prepare<[string, number]>(
    "insert or ignore into stock (product_id, units) values (?, ?)",
  );
  for (const { id, initialStock } of PRODUCTS) insert.run(id, initialStock);
}

/** How many there are of each product. */
export function stockLevels(database: Db): ReadonlyMap<string, number> {
  const sql = "select product_id as productId, units from stock";
  const rows = database.prepare<[], { productId: string; units: number }>(sql).all();
  return new Map(rows.map(({ productId, units }) => [productId, units]));
}

/**
 * Takes from the shelf what was paid for.
 *
 * @returns what there is not enough of; that is not taken.
 */
export function takeFromStock(database: Db, lines: readonly OrderLine[]): OrderLine[] {
  const take = database.prepare<[number, string, number]>(
    "update stock set units = units - ? where product_id = ? and units >= ?",
  );
  return lines.filter(
    ({ productId, quantity }) => take.run(quantity, productId, quantity).changes === 0,
  );
}
