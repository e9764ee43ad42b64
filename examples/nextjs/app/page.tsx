import { randomUUID } from "node:crypto";
import { connection } from "next/server";
import { unitsLeft } from "../lib/orders";
import { shop } from "../lib/shop";

/** The shop window. The form has a key of its own: sent twice, it is one order. */
export default async function ShopPage() {
  // Not at build time: each visitor needs a key of their own.
  await connection();
  const left = await unitsLeft(shop().db);
  return (
    <>
      <p data-left={left}>{left} tickets left.</p>
      <form method="post" action="/checkout">
        <input type="hidden" name="key" defaultValue={randomUUID()} />
        <button>Buy one with Khipu</button>
      </form>
    </>
  );
}
