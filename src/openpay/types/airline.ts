/**
 * What the risk assessment of card charges is told of an airline's sale. The flight is mandatory; without it
 * the charge is refused.
 */
export interface RiskAssessment {
  airline_data: AirlineData;
  /** Whether the customer has bought before. */
  is_previous_customer?: boolean;
  /** The time zone of the order, at most 2 characters. */
  order_timezone?: string;
  /** The shop's address on the web, at most 60 characters. */
  website?: string;
  /** The customer's IPv4 address, if the sale is made on the web. */
  customer_ip_address?: string;
}

/** The flight, its tickets and its passenger. */
export interface AirlineData {
  tickets?: Ticket[];
  /** The airline's code, at most 3 characters. */
  airline_code: string;
  /** At most 20 characters. */
  airline_name: string;
  /** At most 49 characters. */
  passenger_name: string;
  /** The passenger name record, at most 127 characters. */
  pnr: string;
  /** In the order in which they are flown. */
  flight_legs: FlightLeg[];
  /** The day of departure, `YYYY-MM-DD`. */
  flight_date?: string;
  /** The agent's number, at most 8 digits. */
  agency_number?: string | number;
  /** Whether somebody else than the ticket's holder pays. */
  is_third_party?: boolean;
  /** At most 13 characters. */
  ticket_number?: string;
  /** `YYYY-MM-DD`. */
  ticket_issue_date?: string;
  is_eticket?: boolean;
  /** Whether the ticket cannot be refunded. */
  is_restricted_ticket?: boolean;
  ticket_delivery_method?:
    | "eticket"
    | "city_ticket_office"
    | "airport_ticket_office"
    | "ticket_by_mail"
    | "ticket_on_departure";
  /** The airline's own id of the customer, at most 16 characters. */
  airline_customer_id?: string;
  /** Whether the airline knows the customer. */
  is_registered_customer?: boolean;
  /** The number by which the airline traces the sale, at most 6 characters. */
  airline_invoice_number?: string;
}

/** A ticket that was issued. */
export interface Ticket {
  number?: string;
  passenger?: TicketPassenger;
}

/** The passenger of a ticket. */
export interface TicketPassenger {
  id?: string;
  name?: string;
  email?: string;
  phone_number?: string;
  address?: TicketPassengerAddress;
}

/** Where the passenger of a ticket lives. */
export interface TicketPassengerAddress {
  /** The street, usually. */
  line1?: string;
  line2?: string;
  state?: string;
  city?: string;
  postal_code?: string;
  /** Two letters. */
  country_code?: string;
}

/** One leg of a flight. */
export interface FlightLeg {
  /** The same for all legs of one trip, where a charge pays for several. */
  trip_number?: number;
  /** The carrier's IATA code, at most 2 characters. */
  carrier_code: string;
  /** The booking class, at most 2 characters. */
  airline_class: string;
  /** The airport's code, at most 3 characters. */
  origin: string;
  /** The airport's code, at most 3 characters. */
  destination: string;
  /** `YYYY-MM-DD`. */
  departure_date: string;
  /** `HH:MM`. */
  departure_time: string;
  /** An offset such as `-05:00`, or a name such as `America/Santiago`. */
  departure_timezone?: string;
  /** `YYYY-MM-DD`. */
  arrival_date?: string;
  /** `HH:MM`. */
  arrival_time?: string;
  /** As `departure_timezone`. */
  arrival_timezone?: string;
  flight_number: string | number;
  /** At most 12 characters. */
  fare?: string;
  /** At most 15 characters. */
  fare_basis: string;
  /** The code of the airline that sells the leg. */
  marketing_airline?: string;
  /** How many people fly together. */
  number_in_party?: number;
  /** Whether a stop on the way is allowed. */
  allow_stopover?: boolean;
}
