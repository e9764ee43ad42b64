import {
  type AutomaticPaymentsClient,
  createAutomaticPaymentsClient as makeAutomaticPayments,
} from "../generated/automatic-payments.v1/client.js";
import {
  createInstantPaymentsV2Client as makeInstantPaymentsV2,
  type InstantPaymentsV2Client,
} from "../generated/instant-payments.v2/client.js";
import {
  createInstantPaymentsClient as makeInstantPayments,
  type InstantPaymentsClient,
} from "../generated/instant-payments.v3/client.js";
import {
  createOpenpayClient as makeOpenpay,
  type OpenpayClient,
} from "../generated/openpay.v1/client.js";
import { rawClient } from "./http/raw.js";
import { type KhipuOptions, khipuSettings } from "./khipu-options.js";
import { type OpenpayOptions, openpaySettings } from "./openpay/options.js";
import type { KhipuV2Options } from "./v2/options.js";
import { khipuV2Settings } from "./v2/settings.js";

export type { paths as AutomaticPaymentsPaths } from "../generated/automatic-payments.v1/schema.js";
export type { paths as InstantPaymentsV2Paths } from "../generated/instant-payments.v2/schema.js";
export type { paths as InstantPaymentsPaths } from "../generated/instant-payments.v3/schema.js";
export type { paths as OpenpayPaths } from "../generated/openpay.v1/schema.js";
export type {
  AutomaticPaymentsClient,
  InstantPaymentsClient,
  InstantPaymentsV2Client,
  OpenpayClient,
};
export type { KhipuOptions, KhipuV2Options, OpenpayOptions };

/**
 * Makes the openapi-fetch client of Instant Payments 3.0, typed by its document.
 *
 * It resolves to `{ data, error, response }`: look at `response.ok`, because refusals have no schema.
 * Credentials, deadline and the refusal of redirects are this package's; nothing is retried.
 *
 * @throws TypeError when the options are not usable, as `new Khipu` does.
 */
export function createInstantPaymentsClient(options: KhipuOptions): InstantPaymentsClient {
  return rawClient(khipuSettings(options), makeInstantPayments);
}

/** The same for Automatic Payment 1.0. */
export function createAutomaticPaymentsClient(options: KhipuOptions): AutomaticPaymentsClient {
  return rawClient(khipuSettings(options), makeAutomaticPayments);
}

/** The same for Instant Payments 2.0: bodies are sent as forms, and every request is signed. */
export function createInstantPaymentsV2Client(options: KhipuV2Options): InstantPaymentsV2Client {
  return rawClient(khipuV2Settings(options).settings, makeInstantPaymentsV2);
}

/** The same for Openpay's charges. Each call names the merchant once more, as `merchant_id` in its path. */
export function createOpenpayClient(options: OpenpayOptions): OpenpayClient {
  return rawClient(openpaySettings(options).settings, makeOpenpay);
}
