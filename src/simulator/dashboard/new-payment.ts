import { createAsAsked } from "../new-payment.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { Desk } from "./desk.js";
import { Form } from "./form.js";
import { field } from "./parts.js";

const PATH = "/dashboard/payments";

/** The form that creates a payment, as a shop would with `payments.create`. */
export function newPaymentForm({ texts }: Desk): Html {
  return html`<form class="filter" method="post" action="${PATH}">
    ${field("new-amount", "amount", texts.newAmount, { isNumber: true, isRequired: true })}
    ${field("new-subject", "subject", texts.subject, { isRequired: true })}
    ${field("new-transaction", "transaction_id", texts.newReference)}
    ${field("new-notify-url", "notify_url", texts.newNotifyUrl)}
    <button>${texts.newPayment}</button>
  </form>`;
}

/** What it leads to. */
export function newPayment(desk: Desk): Route {
  const { texts, engine } = desk;
  return desk.post(
    PATH,
    () => "/",
    ({ form }) => {
      const fields = new Form(form, texts);
      const notifyUrl = fields.text("notify_url");
      const { id } = createAsAsked(engine, {
        // The API takes no text for an amount.
        amount: Number(fields.amount("amount", texts.newAmount)),
        currency: "CLP",
        subject: fields.text("subject") ?? "",
        transaction_id: fields.text("transaction_id") ?? "",
        ...(notifyUrl !== undefined && { notify_url: notifyUrl, notify_api_version: "3.0" }),
      });
      return texts.paymentCreated(id);
    },
  );
}
