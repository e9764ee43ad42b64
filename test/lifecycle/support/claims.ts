import {
  assertSettles,
  type Claim,
  type ExpectedPayment,
  isKhipuError,
} from "../../../src/index.js";
import { fixture } from "../../support/client.js";
import { untyped } from "../../support/untyped.js";

/** What an order of 5,900 pesos expects. */
export const EXPECTED: ExpectedPayment = {
  receiver_id: 985101,
  amount: 5900,
  currency: "CLP",
  transaction_id: "1042",
};
/** The payment that settles it. */
export const PAYMENT = untyped<Claim>({
  ...fixture("payment.done"),
  receiver_id: 985101,
  payment_id: "gqzdy6chjne9",
  transaction_id: "1042",
  amount: "5900.0000",
  currency: "CLP",
});
/** The notification that settles it. It says nothing of a status. */
export const NOTIFICATION = untyped<Claim>({
  payment_id: "gqzdy6chjne9",
  receiver_id: 985101,
  transaction_id: "1042",
  amount: "5900.00",
  currency: "CLP",
});

/** What differs, or `undefined` when it settles. */
export function differences(payment: Claim, expected: ExpectedPayment) {
  try {
    assertSettles(payment, expected);
    return undefined;
  } catch (error) {
    if (!isKhipuError(error) || error.name !== "KhipuMismatchError") throw error;
    return error.differences;
  }
}
