import { describe, expect, test } from "@jest/globals";
import { fieldRows, operationRows, readDocument, rows } from "./reading.js";

const { published } = await readDocument("instant-payments.v3");

describe("the published operations of Instant Payments 3.0", () => {
  const ALL = "200 400 401 403 404 500";

  test("are these", () => {
    const expected = rows(`
      deletePaymentById DELETE /v3/payments/{id} | path id: string, required, maxLength 255 | Success on ${ALL}
      getBanks GET /v3/banks | BanksResponse on ${ALL}
      getMerchantPaymentMethodsById GET /v3/merchants/{id}/paymentMethods | path id: number, required | PaymentMethodsResponse on ${ALL}
      getPaymentById GET /v3/payments/{id} | path id: string, required, maxLength 255 | Payment on ${ALL}
      getPredict GET /v3/predict | query payer_email: string, required, maxLength 255 | query bank_id: string, required, maxLength 255 | query amount: string, required, maxLength 255 | query currency: string, required, maxLength 255 | Prediction on ${ALL}
      getReceivers GET /v3/receivers/children | query offset: integer | query max: integer | query sort: string, enum ["id","name","date_created"] | query order: string, enum ["asc","desc"] | ReceiverChildren on ${ALL}
      getRefundWalletBalance GET /v3/refund-wallet/balance | RefundWalletBalance on ${ALL}
      postPayment POST /v3/payments | application/json PaymentCreate? | PaymentCreateResponse on ${ALL}
      postPaymentConfirmById POST /v3/payments/{id}/confirm | path id: string, required, maxLength 255 | Success on ${ALL}
      postPaymentRefundsById POST /v3/payments/{id}/refunds | path id: string, required, maxLength 255 | application/json PaymentRefundCreate? | Success on ${ALL}
      postReceiver POST /v3/receivers | application/json ReceiverCreate? | ReceiverCreateResponse on ${ALL}
      postRefund POST /v3/refunds | application/json RefundCreate | Refund on ${ALL}
    `);

    expect(operationRows(published, "paths")).toEqual(expected);
  });

  test("are joined by one notification", () => {
    expect(operationRows(published, "webhooks")).toEqual([
      "notifyPaymentConciliated POST paymentConciliated | header x-khipu-signature: string, required | application/json PaymentNotification | nothing on 200",
    ]);
  });
});

describe("the published fields of payments and their notification", () => {
  test.each([
    {
      schema: "PaymentCreate",
      fields: `
        amount: number(double), required
        bank_id: string, maxLength 5
        body: string, maxLength 5120
        cancel_url: string, maxLength 1024
        collect_account_uuid: string, maxLength 255
        confirm_timeout_date: string(date-time)
        contract_url: string, maxLength 1024
        currency: string, required, maxLength 255, enum ["CLP","CLF","ARS","PEN","MXN","USD","EUR","BOB","COP"]
        custom: string, maxLength 1073741824
        expires_date: string(date-time)
        fixed_payer_personal_identifier: string, maxLength 255
        integrator_fee: string, maxLength 16
        mandatory_payment_method: string, maxLength 255
        notify_api_version: string, maxLength 255
        notify_url: string, maxLength 1024
        payer_email: string(email), maxLength 255
        payer_name: string, maxLength 255
        picture_url: string, maxLength 1024
        psp_client_merchant_name: string, minLength 3, maxLength 255
        responsible_user_email: string(email), maxLength 255
        return_url: string, maxLength 1024
        send_email: boolean
        send_reminders: boolean
        subject: string, required, maxLength 255
        transaction_id: string, maxLength 255
      `,
    },
    {
      schema: "PaymentCreateResponse",
      fields: `
        app_url: string, required
        payment_id: string, required
        payment_url: string, required
        ready_for_terminal: boolean, required
        simplified_transfer_url: string, required
        transfer_url: string, required
      `,
    },
    {
      schema: "Payment",
      fields: `
        amount: number(double), required
        app_url: string, required
        attachment_urls: array of string, required, minItems 0
        authorizer_operation_code: string, x-khipu-source "official-client-code"
        bank: string, required
        bank_account_number: string, required
        bank_id: string, required
        body: string, required
        cancel_url: string, required
        conciliation_date: string(date-time), required
        currency: string, required
        custom: string, required
        discount: number(double)
        expires_date: string(date-time), required
        funds_source: string, required, enum ["debit","prepaid","credit","not-available",""]
        notification_token: string, required
        notify_api_version: string, required
        notify_url: string, required
        out_of_date_conciliation: boolean, required
        payer_email: string(email), required
        payer_name: string, required
        payment_id: string, required
        payment_method: string, required, enum ["regular_transfer","simplified_transfer","not_available"]
        payment_url: string, required
        personal_identifier: string, required
        picture_url: string, required
        ready_for_terminal: boolean, required
        receipt_url: string, required
        receiver_id: integer(int64), required
        refunds: array of PaymentRefund, x-khipu-source "third-party"
        responsible_user_email: string, required
        return_url: string, required
        send_email: boolean, required
        send_reminders: boolean, required
        simplified_transfer_url: string, required
        status: string, required, enum ["pending","verifying","done"]
        status_detail: string, required, enum ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed"]
        subject: string, required
        third_party_authorization_details: string
        total_refunded: number(double), x-khipu-source "third-party"
        transaction_id: string, required
        transfer_url: string, required
        void_payout_date: string, x-khipu-source "third-party"
      `,
    },
    {
      schema: "PaymentRefund",
      fields: `
        amount: number(double)
        currency: string
        id: string
        request_date: string
        status: string, enum ["pending","authorized","paid","expired"]
      `,
    },
    {
      schema: "PaymentRefundCreate",
      fields: `
        amount: number(double)
      `,
    },
    {
      schema: "Success",
      fields: `
        message: string, required
      `,
    },
    {
      schema: "Prediction",
      fields: `
        cool_down_date: string, required
        max_amount: number(double), required
        new_destinatary_max_amount: number(double), required
        result: string, required, enum ["ok","new_destinatary_amount_exceeded","max_amount_exceeded","new_destinatary_cool_down","not_available_account"]
      `,
    },
    {
      schema: "PaymentNotification",
      fields: `
        amount: string, required
        authorizer_operation_code: string, x-khipu-source "newer-docs"
        bank: string, required
        bank_account_number: string, required
        bank_id: string, required
        body: string, x-khipu-source "real-notification"
        conciliation_date: string(date-time), required
        currency: string, required
        custom: string, x-khipu-source "plugins"
        discount: string, required
        out_of_date_conciliation: boolean, required
        payer_email: string, required
        payer_name: string, required
        payment_id: string, required
        payment_method: string, required
        personal_identifier: string, required
        receipt_url: string, required
        receiver_id: integer(int64), required
        responsible_user_email: string, required
        subject: string, required
        transaction_id: string
      `,
    },
  ])("are these in $schema", ({ schema, fields }) => {
    expect(fieldRows(published, schema)).toEqual(rows(fields));
  });
});
