export type { Open } from "../../types.js";

/** The currencies of a charge. */
export type ChargeCurrency = "CLP" | "USD";

/** Where the sale is made. */
export type PointOfSale =
  "web_retail" | "web_empresas" | "web_agencias" | "call_center" | "ventas" | "kioskos";

/** Brands that a charge may name. A `maestro` can only be charged with 3D Secure. */
export type CardBrand =
  | "visa"
  | "american_express"
  | "mastercard"
  | "jcb"
  | "diners"
  | "visa_debit"
  | "visa_electron"
  | "mastercard_debit"
  | "maestro";

/** Your own data, kept with a charge and given back with it. */
export type Metadata = Record<string, string>;
