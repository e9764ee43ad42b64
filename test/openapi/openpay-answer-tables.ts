/** What its tables say of everything that Openpay sends, and its examples where it has no table. */
export const ANSWERS = {
  DeferredShare: `
    amount: number(double), required
    months: integer, required`,
  Share: `
    deferred: array of DeferredShare
    share_amount: number(double), required
    share_id: string, required
    shares: integer, required`,
  Shares: `
    amount: number(double), required
    available: array of Share, required
    currency: string, required`,
  Token: `
    card: Card, required
    id: string, required`,
  Charge: `
    amount: number(double), required
    authorization: string
    card: Card
    conciliated: boolean
    creation_date: string(date-time), required
    currency: string, required, x-known-values ["CLP","USD"]
    description: string, required
    due_date: string(date-time)
    error_message: string or null
    id: string, required
    metadata: ChargeMetadata
    method: string, required, x-known-values ["card"]
    operation_date: string(date-time)
    operation_type: string, required, x-known-values ["in","out"]
    order_id: string or null, required
    payment_method: PaymentMethod
    provider: ChargeProvider
    refund: Refund
    status: string, required
    transaction_type: string, required, x-known-values ["charge","refund"]`,
  Refund: `
    amount: number(double), required
    authorization: string, required
    card: Card
    conciliated: boolean, required
    creation_date: string(date-time), required
    currency: string, required, x-known-values ["CLP","USD"]
    description: string or null, required
    error_message: string or null, required
    id: string, required
    method: string, required, x-known-values ["card"]
    operation_date: string(date-time), required
    operation_type: string, required, x-known-values ["out"]
    order_id: string or null, required
    provider: ChargeProvider, required
    status: string, required
    transaction_type: string, required, x-known-values ["refund"]`,
  ChargeProvider: 'name: string, required, enum ["transbank","global_collect","travel_club","khipu"]',
  Card: `
    address: CardAddress
    allows_charges: boolean
    allows_payouts: boolean
    bank_code: string
    bank_name: string or null
    brand: string, required, x-known-values ["visa","mastercard"]
    card_number: string, required
    expiration_month: string, required
    expiration_year: string, required
    holder_name: string, required
    points_card: boolean
    points_type: string, x-known-values ["santander"]
    type: string, x-known-values ["credit","debit","unknown"]`,
  CardAddress: `
    city: string or null
    country_code: string or null
    line1: string or null
    line2: string or null
    line3: string or null
    postal_code: string or null
    state: string or null`,
  PaymentMethod: `
    khipu_data: KhipuData
    type: string, required, enum ["redirect"]
    url: string(uri), required`,
  KhipuData: `
    account_holder_email: string
    account_holder_name: string
    account_holder_personal_identifier: string
    account_identifier: string
    account_type: string
    allows_simplified: boolean
    destination_bank_name: string
    destination_bank_url: string
    payment_id: string, required
    source_bank_name: string
    source_bank_url: string`,
  ChargeMetadata: `
    dp_amount: string
    dp_authorization: string
    exchange_rate: string
    share_amount: string
    shares: string
    tc_authorization: string
    transbank_buy_order: string
    transbank_vci: string
    travelclub_buy_order: string
    travelclub_buying_id: string
    travelclub_discount: string`,
  KhipuBanks: "banks: array of KhipuBank, required",
  KhipuBank: `
    bank_id: string, required
    name: string, required`,
  ChargeEvent: `
    event_date: string(date-time), required
    transaction: Charge, required
    type: string, required`,
  ChargeSucceededEvent: `
    event_date: string(date-time), required
    transaction: Charge, required
    type: string, required, const "charge.succeeded"`,
  ChargeFailedEvent: `
    event_date: string(date-time), required
    transaction: Charge, required
    type: string, required, const "charge.failed"`,
  ChargeRefundedEvent: `
    event_date: string(date-time), required
    transaction: Charge, required
    type: string, required, const "charge.refunded"`,
  ChargeRefundFailedEvent: `
    event_date: string(date-time), required
    transaction: Charge, required
    type: string, required, const "charge.refund.failed"`,
  VerificationEvent: `
    event_date: string(date-time)
    type: string, required, const "verification"
    verification_code: string, required`,
  OpenpayError: `
    category: string, required, x-khipu-source "openpay documentation", enum ["request","internal","gateway"]
    description: string, required
    error_code: integer, required
    fraud_rules: array of string, x-khipu-source "openpay documentation"
    http_code: integer, required
    request_id: string, required`,
} as const;
