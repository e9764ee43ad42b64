const CURRENCY = "currency: string, required";
const BASE = `
  amount: number(double), required, exclusiveMinimum 0
  currency: string, required
  customer: Customer, required
  description: string, required, maxLength 250
  metadata: object
  order_id: string, maxLength 100`;
const SOURCED = `${BASE}
  confirm: nothing
  gc_risk_assessment: RiskAssessment, required
  method: string, required, const "card"
  source_id: string, required, maxLength 45`;
const REDIRECT = `${BASE}
  method: string, required, const "card"
  source_id: nothing`;

/** What the tables of the document say of everything that is sent. */
export const REQUESTS = {
  TokenRequest: `
    address: BillingAddress
    card_number: string, required, writeOnly true
    cvv2: string, required, writeOnly true
    expiration_month: string, required, pattern "^[0-9]{2}$"
    expiration_year: string, required, pattern "^[0-9]{2}$"
    holder_name: string, required`,
  BillingAddress: `
    city: string, maxLength 40
    country_code: string, maxLength 10
    line1: string, required, maxLength 50
    line2: string, required, maxLength 15
    line3: string, maxLength 50
    postal_code: string, required, maxLength 10
    state: string, maxLength 35`,
  SharesRequest: `
    amount: number(double), required
    currency: string, required
    shares: array of integer, required`,
  ChargeBase: BASE,
  SourcedChargeBase: SOURCED,
  RedirectChargeBase: REDIRECT,
  CardCharge: `${SOURCED}
    provider: CardProvider, required`,
  CardInstallmentsCharge: `${SOURCED.replace(CURRENCY, `${CURRENCY}, const "CLP"`)}
    provider: CardInstallmentsProvider, required`,
  ThreeDSecureCharge: `${SOURCED}
    provider: ThreeDSecureProvider, required`,
  HostedPageCharge: `${REDIRECT.replace("customer: Customer", "customer: BilledCustomer")}
    confirm: string, required, const "false"
    gc_risk_assessment: RiskAssessment, required
    provider: HostedPageProvider, required`,
  RedirectTransbankCharge: `${REDIRECT}
    provider: TransbankProvider, required`,
  TravelClubCharge: `${REDIRECT}
    provider: TravelClubProvider, required`,
  KhipuRedirectCharge: `${REDIRECT}
    provider: KhipuRedirectProvider, required`,
  KhipuDirectCharge: `${REDIRECT}
    provider: KhipuDirectProvider, required`,
  KhipuTransferCharge: `${REDIRECT}
    provider: KhipuTransferProvider, required`,
  KhipuEmailCharge: `${BASE}
    due_date: string(date-time)
    method: string, required, const "bank_account"
    provider: KhipuEmailProvider, required
    source_id: nothing`,
  DirectProviderData: `
    card_brand: string
    point_of_sale: string, required`,
  CardProvider: `
    data: CardProviderData, required
    name: string`,
  CardProviderData: `
    card_brand: string
    deferred_months: nothing
    point_of_sale: string, required
    share_id: nothing
    use_3d_secure: anything, const false`,
  CardInstallmentsProvider: `
    data: CardInstallmentsProviderData, required
    name: string`,
  CardInstallmentsProviderData: `
    card_brand: string
    deferred_months: integer
    point_of_sale: string, required
    share_id: string, required
    use_3d_secure: anything, const false`,
  ThreeDSecureProvider: `
    data: ThreeDSecureProviderData, required
    name: string`,
  ThreeDSecureProviderData: `
    browser_info: BrowserInfo, required
    card_brand: string
    deferred_months: integer
    point_of_sale: string, required
    share_id: string
    url_success: string(uri), required, maxLength 255
    use_3d_secure: anything, required, const true`,
  BrowserInfo: `
    accept_header: string, required
    user_agent: string, required`,
  HostedPageProvider: `
    data: DirectProviderData, required
    name: string`,
  TransbankProvider: `
    data: TransbankProviderData, required
    name: string, required, const "transbank"`,
  TransbankProviderData: "url_success: string(uri), required, maxLength 255",
  TravelClubProvider: `
    data: TravelClubProviderData, required
    name: string, required, const "travel_club"`,
  TravelClubProviderData: `
    tax: number(double)
    url_success: string(uri), required, maxLength 255`,
  KhipuProviderData: `
    body: string
    point_of_sale: string, required
    send_email: anything, const false
    url_success: string(uri), required, maxLength 255`,
  KhipuRedirectProvider: `
    data: KhipuRedirectProviderData, required
    name: string, required, const "khipu"`,
  KhipuRedirectProviderData: `
    bank_id: nothing
    body: string
    payer_personal_identifier: string
    point_of_sale: string, required
    request_bank_data: anything, const false
    send_email: anything, const false
    url_success: string(uri), required, maxLength 255`,
  KhipuDirectProvider: `
    data: KhipuDirectProviderData, required
    name: string, required, const "khipu"`,
  KhipuDirectProviderData: `
    bank_id: string, required
    body: string
    payer_personal_identifier: string
    point_of_sale: string, required
    request_bank_data: anything, const false
    send_email: anything, const false
    url_success: string(uri), required, maxLength 255`,
  KhipuTransferProvider: `
    data: KhipuTransferProviderData, required
    name: string, required, const "khipu"`,
  KhipuTransferProviderData: `
    bank_id: string
    body: string
    payer_personal_identifier: string, required
    point_of_sale: string, required
    request_bank_data: anything, required, const true
    send_email: anything, const false
    url_success: string(uri), required, maxLength 255`,
  KhipuEmailProvider: `
    data: KhipuEmailProviderData, required
    name: string, required, const "khipu"`,
  KhipuEmailProviderData: `
    bank_id: string
    body: string
    payer_personal_identifier: string
    point_of_sale: string, required
    request_bank_data: boolean, default false
    send_email: anything, required, const true
    url_success: string(uri), required, maxLength 255`,
  Customer: `
    address: BillingAddress
    email: string, required, maxLength 100
    last_name: string, maxLength 100
    name: string, required, maxLength 100
    phone_number: string, maxLength 100`,
  BilledCustomer: `
    address: BillingAddress, required
    email: string, required, maxLength 100
    last_name: string, maxLength 100
    name: string, required, maxLength 100
    phone_number: string, maxLength 100`,
  RiskAssessment: `
    airline_data: AirlineData, required
    customer_ip_address: string(ipv4), maxLength 15
    is_previous_customer: boolean
    order_timezone: string, maxLength 2
    website: string, maxLength 60`,
  AirlineData: `
    agency_number: string, maxLength 8
    airline_code: string, required, maxLength 3
    airline_customer_id: string, maxLength 16
    airline_invoice_number: string, maxLength 6
    airline_name: string, required, maxLength 20
    flight_date: string(date)
    flight_legs: array of FlightLeg, required
    is_eticket: boolean
    is_registered_customer: boolean
    is_restricted_ticket: boolean
    is_third_party: boolean
    passenger_name: string, required, maxLength 49
    pnr: string, required, maxLength 127
    ticket_delivery_method: string, enum ["eticket","city_ticket_office","airport_ticket_office","ticket_by_mail","ticket_on_departure"]
    ticket_issue_date: string(date)
    ticket_number: string, maxLength 13
    tickets: array of Ticket`,
  Ticket: `
    number: string
    passenger: TicketPassenger`,
  TicketPassenger: `
    address: TicketPassengerAddress
    email: string
    id: string
    name: string
    phone_number: string`,
  TicketPassengerAddress: `
    city: string
    country_code: string, maxLength 2
    line1: string
    line2: string
    postal_code: string
    state: string`,
  FlightLeg: `
    airline_class: string, required, maxLength 2
    arrival_date: string(date)
    arrival_time: string, pattern "^[0-9]{2}:[0-9]{2}$"
    arrival_timezone: string
    carrier_code: string, required, maxLength 2
    departure_date: string(date), required
    departure_time: string, required, pattern "^[0-9]{2}:[0-9]{2}$"
    departure_timezone: string
    destination: string, required, maxLength 3
    fare: string, maxLength 12
    fare_basis: string, required, maxLength 15
    flight_number: string, required, maxLength 53
    marketing_airline: string
    number_in_party: integer
    origin: string, required, maxLength 3
    trip_number: integer`,
  RefundRequest: `
    amount: number(double)
    description: string, maxLength 250`,
} as const;
