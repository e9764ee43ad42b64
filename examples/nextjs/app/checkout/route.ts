import { checkout } from "../../lib/checkout";
import { shop } from "../../lib/shop";

export async function POST(request: Request): Promise<Response> {
  const key = (await request.formData()).get("key");
  if (typeof key !== "string" || key === "") return new Response("no key", { status: 400 });
  const { id, state, paymentUrl } = await checkout(shop(), key);
  const canPay = state === "waiting" && paymentUrl !== null;
  const location = canPay ? paymentUrl : `/orders/${id}`;
  return new Response(null, { status: 303, headers: { location } });
}
