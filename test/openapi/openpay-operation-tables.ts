/** The operations, one row each. */
export const OPERATIONS = `
  createCharge POST /v1/{merchant_id}/charges | path merchant_id: string, required | application/json anything | Charge on 200 201 402 4XX 5XX
  createToken POST /v1/{merchant_id}/tokens | path merchant_id: string, required | application/json TokenRequest | Token on 200 201 4XX 5XX
  getCharge GET /v1/{merchant_id}/charges/{transaction_id} | path merchant_id: string, required | path transaction_id: string, required | Charge on 200 4XX 5XX
  getToken GET /v1/{merchant_id}/tokens/{token_id} | path merchant_id: string, required | path token_id: string, required, maxLength 45 | Token on 200 4XX 5XX
  listCardShares POST /v1/{merchant_id}/cards/{card_id}/shares | path merchant_id: string, required | path card_id: string, required, maxLength 45 | application/json SharesRequest | Shares on 200 201 4XX 5XX
  listKhipuBanks GET /v1/{merchant_id}/providers/khipu/banks | path merchant_id: string, required | KhipuBanks on 200 4XX 5XX
  listTokenShares POST /v1/{merchant_id}/tokens/{token_id}/shares | path merchant_id: string, required | path token_id: string, required, maxLength 45 | application/json SharesRequest | Shares on 200 201 4XX 5XX
  refundCharge POST /v1/{merchant_id}/charges/{transaction_id}/refund | path merchant_id: string, required | path transaction_id: string, required | application/json RefundRequest? | Charge on 200 201 4XX 5XX`;

/** The webhooks. */
export const WEBHOOKS = `
  chargeFailed POST chargeFailed | application/json ChargeFailedEvent | nothing on 200
  chargeRefundFailed POST chargeRefundFailed | application/json ChargeRefundFailedEvent | nothing on 200
  chargeRefunded POST chargeRefunded | application/json ChargeRefundedEvent | nothing on 200
  chargeSucceeded POST chargeSucceeded | application/json ChargeSucceededEvent | nothing on 200
  verification POST verification | application/json VerificationEvent | nothing on 200`;

/** What the overlay takes away and adds, field by field. */
export const CORRECTIONS = String.raw`
  + AirlineData.agency_number: string or integer, anyOf [{"type":"string","maxLength":8},{"type":"integer","minimum":0,"maximum":99999999}]
  + AirlineData.airline_code: string, required, maxLength 3, x-khipu-disagreement "Called numeric; one example has letters."
  + BillingAddress.country_code: string, maxLength 2, minLength 2, x-khipu-disagreement "A length of 10 is published for a code of two letters."
  + Charge.authorization: string or null
  + ChargeEvent.metadata: ChargeMetadata, x-khipu-disagreement "One example has it here, two have it in the transaction."
  + ChargeFailedEvent.metadata: ChargeMetadata, x-khipu-disagreement "One example has it here, two have it in the transaction."
  + ChargeProvider.name: string, required, x-known-values ["transbank","global_collect","travel_club","khipu","adyen"]
  + ChargeRefundFailedEvent.metadata: ChargeMetadata, x-khipu-disagreement "One example has it here, two have it in the transaction."
  + ChargeRefundedEvent.metadata: ChargeMetadata, x-khipu-disagreement "One example has it here, two have it in the transaction."
  + ChargeSucceededEvent.metadata: ChargeMetadata, x-khipu-disagreement "One example has it here, two have it in the transaction."
  + FlightLeg.allow_stopover: boolean, x-khipu-disagreement "In every example, in no table."
  + FlightLeg.flight_number: string or integer, required, x-khipu-disagreement "A length of 53 is published, far longer than any flight number.", anyOf [{"type":"string","maxLength":53},{"type":"integer","minimum":0}]
  + HostedPageCharge.confirm: string, required, const "false", x-khipu-disagreement "The prose reads like a boolean; every example sends the text."
  + KhipuBank.min_amount: number(double), x-khipu-disagreement "In the example of the list, not in the table."
  + KhipuData.account_identifier: string or integer(int64), anyOf [{"type":"string"},{"type":"integer","format":"int64"}]
  + KhipuEmailCharge.method: string, required, const "bank_account", x-khipu-disagreement "The table of redirects says card, and so does the answer."
  + KhipuEmailProviderData.point_of_sale: string
  + KhipuEmailProviderData.url_success: string(uri), maxLength 255
  + OpenpayError.category: string, required, x-khipu-source "openpay documentation", x-known-values ["request","internal","gateway"]
  + OpenpayError.http_code: integer or string, required, anyOf [{"type":"integer"},{"type":"string"}]
  + PaymentMethod.type: string, required, x-known-values ["redirect"]
  + PaymentMethod.url: string(uri)
  + Refund.authorization: string or null, required
  + RiskAssessment.order_timezone: string, maxLength 2, x-khipu-disagreement "Two characters hold neither an offset nor a name."
  + Share.share_amount: number(double) or string, required, anyOf [{"type":"number","format":"double"},{"type":"string"}]
  + Share.shares: integer or string, required, anyOf [{"type":"integer"},{"type":"string"}]
  + Shares.amount: number(double) or string, required, anyOf [{"type":"number","format":"double"},{"type":"string"}]
  + SharesRequest.amount: number(double) or string, required, anyOf [{"type":"number","format":"double"},{"type":"string","pattern":"^[0-9]+(\\.[0-9]{1,2})?$"}]
  + SharesRequest.currency: string, required, x-khipu-disagreement "Accepted in USD, of use only in CLP."
  + TravelClubProviderData.tax: number(double) or string, anyOf [{"type":"number","format":"double"},{"type":"string","pattern":"^[0-9]+(\\.[0-9]{1,2})?$"}]
  - AirlineData.agency_number: string, maxLength 8
  - AirlineData.airline_code: string, required, maxLength 3
  - BillingAddress.country_code: string, maxLength 10
  - Charge.authorization: string
  - ChargeProvider.name: string, required, enum ["transbank","global_collect","travel_club","khipu"]
  - FlightLeg.flight_number: string, required, maxLength 53
  - HostedPageCharge.confirm: string, required, const "false"
  - KhipuData.account_identifier: string
  - KhipuEmailCharge.method: string, required, const "bank_account"
  - KhipuEmailProviderData.point_of_sale: string, required
  - KhipuEmailProviderData.url_success: string(uri), required, maxLength 255
  - OpenpayError.category: string, required, x-khipu-source "openpay documentation", enum ["request","internal","gateway"]
  - OpenpayError.http_code: integer, required
  - PaymentMethod.type: string, required, enum ["redirect"]
  - PaymentMethod.url: string(uri), required
  - Refund.authorization: string, required
  - RiskAssessment.order_timezone: string, maxLength 2
  - Share.share_amount: number(double), required
  - Share.shares: integer, required
  - Shares.amount: number(double), required
  - SharesRequest.amount: number(double), required
  - SharesRequest.currency: string, required
  - TravelClubProviderData.tax: number(double)`;
