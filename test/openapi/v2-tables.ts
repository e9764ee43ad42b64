/** The fields of every schema, as Khipu's reference of version 2.0 lists them, and in its order. */
export const FIELDS = {
  BanksResponse: "banks: array of Bank, required, minItems 1",
  Bank: `
    bank_id: string, required
    name: string, required
    message: string, required
    min_amount: number(double), required
    type: string, required, enum ["Persona","Empresa"]
    parent: string, required
    logo_url: string`,
  Success: "message: string, required",
  Payment: `
    amount: number(double), required
    app_url: string, required
    attachment_urls: array of string, required, minItems 0
    bank: string, required
    bank_account_number: string, required
    bank_id: string, required
    body: string, required
    cancel_url: string, required
    currency: string, required
    custom: string, required
    discount: number(double), required
    expires_date: string(date-time), required
    funds_source: string, required, enum ["debit","prepaid","credit","","not-available"]
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
    responsible_user_email: string, required
    return_url: string, required
    send_email: boolean, required
    send_reminders: boolean, required
    simplified_transfer_url: string, required
    status: string, required, enum ["pending","verifying","done"]
    status_detail: string, required, enum ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed"]
    subject: string, required
    third_party_authorization_details: string, required
    transaction_id: string, required
    transfer_url: string, required
    conciliation_date: string(date-time)
    webpay_url: string, x-khipu-source "official-client-code", deprecated true
    hites_url: string, x-khipu-source "official-client-code", deprecated true
    payme_url: string, x-khipu-source "official-client-code", deprecated true`,
  PaymentCreate: `
    amount: number(double), required
    currency: string, required, maxLength 255, enum ["CLP","ARS","PEN","MXN","USD","EUR","BOB","COP"]
    subject: string, required, maxLength 255
    transaction_id: string, maxLength 255
    custom: string, maxLength 1073741824
    body: string, maxLength 5120
    bank_id: string, maxLength 5
    return_url: string, maxLength 1024
    cancel_url: string, maxLength 1024
    picture_url: string, maxLength 1024
    notify_url: string, maxLength 1024
    contract_url: string, maxLength 1024
    notify_api_version: string, maxLength 255
    expires_date: string(date-time)
    send_email: boolean
    payer_name: string, maxLength 255
    payer_email: string(email), maxLength 255
    send_reminders: boolean
    responsible_user_email: string(email), maxLength 255
    fixed_payer_personal_identifier: string, maxLength 255
    integrator_fee: string, maxLength 16
    collect_account_uuid: string, maxLength 255
    confirm_timeout_date: string(date-time)
    mandatory_payment_method: string, maxLength 255`,
  PaymentCreateResponse: `
    payment_id: string, required
    payment_url: string, required
    simplified_transfer_url: string, required
    transfer_url: string, required
    app_url: string, required
    ready_for_terminal: boolean, required`,
  PaymentRefundCreate: "amount: number(double)",
  ReceiverCreate: `
    admin_first_name: string, required, maxLength 255
    admin_last_name: string, required, maxLength 255
    admin_email: string(email), required, maxLength 255
    country_code: string, required, maxLength 2
    business_identifier: string, required, minLength 8, maxLength 255
    business_category: string, required, maxLength 255
    business_name: string, required, maxLength 255
    business_phone: string, required, minLength 5, maxLength 20
    business_address_line_1: string, required, minLength 4, maxLength 300
    business_address_line_2: string, required, minLength 4, maxLength 300
    business_address_line_3: string, required, minLength 4, maxLength 300
    contact_full_name: string, required, maxLength 255
    contact_job_title: string, required, maxLength 255
    contact_email: string(email), required, maxLength 255
    contact_phone: string, required, minLength 5, maxLength 20
    bank_account_bank_id: string, maxLength 5
    bank_account_type: string, maxLength 255
    bank_account_identifier: string, maxLength 50
    bank_account_name: string, maxLength 255
    bank_account_number: string, maxLength 255
    notify_url: string, maxLength 1024
    rendition_url: string, maxLength 1024`,
  ReceiverCreateResponse: `
    receiver_id: string, required
    secret: string, required`,
  PaymentMethodsResponse: "paymentMethods: array of PaymentMethod, required, minItems 1",
  PaymentMethod: `
    id: string, required
    name: string, required
    logo_url: string, required`,
  PaymentNotification: `
    api_version: string, required
    notification_token: string, required`,
};

/** The operations of the same reference; the ids are ours. */
export const OPERATIONS = `
  getBanks GET /banks | BanksResponse on 200 400 403 503
  postPayment POST /payments | application/x-www-form-urlencoded PaymentCreate | PaymentCreateResponse on 200 400 403 503
  getPayments GET /payments | query notification_token: string, required | Payment on 200 400 403 503
  getPaymentById GET /payments/{id} | path id: string, required, maxLength 255 | Payment on 200 400 403 503
  deletePaymentById DELETE /payments/{id} | path id: string, required, maxLength 255 | Success on 200 400 403 503
  postPaymentConfirmById POST /payments/{id}/confirm | path id: string, required, maxLength 255 | Success on 200 400 403 503
  postPaymentRefundsById POST /payments/{id}/refunds | path id: string, required, maxLength 255 | application/json PaymentRefundCreate? | Success on 200 400 403 503
  postReceiver POST /receivers | application/x-www-form-urlencoded ReceiverCreate | ReceiverCreateResponse on 200 400 403 503
  getMerchantPaymentMethodsById GET /merchants/{id}/paymentMethods | path id: number, required | PaymentMethodsResponse on 200 400 403 503`;

/** What the overlay takes away and what it adds. */
export const CORRECTIONS = `
  - Bank.min_amount: number(double), required
  + Bank.min_amount: number(double) or string, required
  - Bank.type: string, required, enum ["Persona","Empresa"]
  + Bank.type: string, required, x-known-values ["Persona","Empresa"]
  - Payment.amount: number(double), required
  + Payment.amount: number(double) or string, required
  - Payment.discount: number(double), required
  + Payment.discount: number(double) or string, required
  - Payment.conciliation_date: string(date-time)
  + Payment.conciliation_date: string
  - Payment.payer_email: string(email), required
  + Payment.payer_email: string, required
  - Payment.third_party_authorization_details: string, required
  + Payment.third_party_authorization_details: string
  - Payment.status: string, required, enum ["pending","verifying","done"]
  + Payment.status: string, required, x-known-values ["pending","verifying","done","deleted"]
  - Payment.status_detail: string, required, enum ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed"]
  + Payment.status_detail: string, required, x-known-values ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed","partially-refunded","fully-refunded"]
  - Payment.payment_method: string, required, enum ["regular_transfer","simplified_transfer","not_available"]
  + Payment.payment_method: string, required, x-known-values ["regular_transfer","simplified_transfer","not_available"]
  - Payment.funds_source: string, required, enum ["debit","prepaid","credit","","not-available"]
  + Payment.funds_source: string, x-known-values ["debit","prepaid","credit","","not-available"]
  - PaymentMethod.id: string, required
  + PaymentMethod.id: string, required, x-known-values ["simplified_transfer","regular_transfer","SIMPLIFIED_TRANSFER","REGULAR_TRANSFER"]
  - PaymentNotification.api_version: string, required
  + PaymentNotification.api_version: string
  + PaymentNotification.notification_api_version: string, x-khipu-source "official-client-code"
  - postPaymentRefundsById POST /payments/{id}/refunds | path id: string, required, maxLength 255 | application/json PaymentRefundCreate? | Success on 200 400 403 503
  + postPaymentRefundsById POST /payments/{id}/refunds | path id: string, required, maxLength 255 | application/x-www-form-urlencoded PaymentRefundCreate? | Success on 200 400 403 503
  - getMerchantPaymentMethodsById GET /merchants/{id}/paymentMethods | path id: number, required | PaymentMethodsResponse on 200 400 403 503
  + getMerchantPaymentMethodsById GET /merchants/{id}/paymentMethods | path id: integer(int64), required | PaymentMethodsResponse on 200 400 403 503
  - BadRequest: nothing
  + BadRequest: ValidationError
  - Forbidden: nothing
  + Forbidden: AuthorizationError
  - ServiceUnavailable: nothing
  + ServiceUnavailable: ServiceError
  + ValidationError.status: integer
  + ValidationError.message: string, required
  + ValidationError.errors: array of ErrorItem
  + ErrorItem.field: string, required
  + ErrorItem.message: string, required
  + AuthorizationError.status: integer
  + AuthorizationError.message: string, required
  + ServiceError.status: integer
  + ServiceError.message: string, required`;
