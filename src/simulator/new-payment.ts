import { validators } from "../../generated/instant-payments.v3/validators.js";
import type { CreatePaymentParams } from "../types.js";
import { fieldErrors } from "./apis/field-errors.js";
import type { Engine } from "./engine.js";
import { invalid } from "./http/refusal.js";
import type { PaymentRow } from "./payments/payment.js";

/**
 * Creates a payment of the first receiver, held to what the API takes: for who asks by another way than the API.
 *
 * @throws {@link Refusal} 400 with everything that is wrong.
 */
export function createAsAsked(engine: Engine, params: CreatePaymentParams): PaymentRow {
  const validate = validators.postPayment.body;
  if (validate !== undefined && !validate(params)) {
    throw invalid(fieldErrors(validate.errors ?? [], 0));
  }
  return engine.payments.create(engine.receivers.first, params, "v3");
}
