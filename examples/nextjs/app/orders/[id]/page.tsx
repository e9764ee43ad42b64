import { notFound } from "next/navigation";
import { isFinal, SAYS } from "../../../lib/order-status";
import { findOrder } from "../../../lib/orders";
import { shop } from "../../../lib/shop";

/** An order as it stands. It reads itself again until that is final; without a script of ours. */
export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const order = await findOrder(shop().db, (await params).id);
  if (!order) notFound();
  const { state, paymentUrl } = order;
  return (
    <>
      {!isFinal(state) && <meta httpEquiv="refresh" content="3" />}
      <p data-state={state}>{SAYS[state]}</p>
      {state === "waiting" && paymentUrl !== null && (
        <p>
          <a href={paymentUrl}>Go to the payment</a>
        </p>
      )}
      <p>
        <a href="/">Shop</a>
      </p>
    </>
  );
}
