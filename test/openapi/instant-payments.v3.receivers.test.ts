import { describe, expect, test } from "@jest/globals";
import { fieldRows, readDocument, rows } from "./reading.js";

const { published } = await readDocument("instant-payments.v3");

describe("the published fields of banks, receivers and the refund wallet", () => {
  test.each([
    {
      schema: "BanksResponse",
      fields: `
        banks: array of Bank, required, minItems 1
      `,
    },
    {
      schema: "Bank",
      fields: `
        bank_id: string, required
        logo_url: string
        message: string, required
        min_amount: number(double), required
        name: string, required
        parent: string, required
        type: string, required, enum ["Persona","Empresa"]
      `,
    },
    {
      schema: "ReceiverCreate",
      fields: `
        admin_email: string(email), required, maxLength 255
        admin_first_name: string, required, maxLength 255
        admin_last_name: string, required, maxLength 255
        bank_account_bank_id: string, maxLength 5
        bank_account_identifier: string, maxLength 50
        bank_account_name: string, maxLength 255
        bank_account_number: string, maxLength 255
        bank_account_type: string, maxLength 255
        business_address_line_1: string, required, minLength 4, maxLength 300
        business_address_line_2: string, required, minLength 4, maxLength 300
        business_address_line_3: string, required, minLength 4, maxLength 300
        business_category: string, required, maxLength 255
        business_identifier: string, required, minLength 8, maxLength 255
        business_name: string, required, maxLength 255
        business_phone: string, required, minLength 5, maxLength 20
        contact_email: string(email), required, maxLength 255
        contact_full_name: string, required, maxLength 255
        contact_job_title: string, required, maxLength 255
        contact_phone: string, required, minLength 5, maxLength 20
        country_code: string, required, maxLength 2
        notify_url: string, maxLength 1024
        rendition_url: string, maxLength 1024
      `,
    },
    {
      schema: "ReceiverCreateResponse",
      fields: `
        api_key: string(uuid), x-khipu-source "newer-docs"
        receiver_id: string, required
        secret: string, required
      `,
    },
    {
      schema: "ReceiverChildren",
      fields: `
        receivers: array of ReceiverChild, required
        total: integer, required
      `,
    },
    {
      schema: "ReceiverChild",
      fields: `
        can_collect: boolean, required
        date_created: string, required
        disabled: boolean, required
        id: integer, required
        name: string, required
      `,
    },
    {
      schema: "PaymentMethodsResponse",
      fields: `
        paymentMethods: array of PaymentMethod, required, minItems 1
      `,
    },
    {
      schema: "PaymentMethod",
      fields: `
        id: string, required
        logo_url: string, required
        name: string, required
      `,
    },
    {
      schema: "RefundWalletBalance",
      fields: `
        add_funds_url: string
        balance: string, required
        currency: string
      `,
    },
    {
      schema: "RefundCreate",
      fields: `
        amount: string
        payment_id: string, required
        type: string, required, enum ["full","partial"]
      `,
    },
    {
      schema: "Refund",
      fields: `
        currency: string
        id: string(uuid), required
        message: string
        payment_id: string, required
        refunded_amount: string, required
        remaining: string, required
        total_refunded: string, required
      `,
    },
  ])("are these in $schema", ({ schema, fields }) => {
    expect(fieldRows(published, schema)).toEqual(rows(fields));
  });
});
