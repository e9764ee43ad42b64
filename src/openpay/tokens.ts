import { createToken, getToken } from "../../generated/openpay.v1/calls.js";
import type { HttpSettings } from "../http/exchange.js";
import { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, pathId } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import type { CreateTokenParams, Token } from "./types.js";

/** Tokens: cards that were stored to be charged once. */
export class Tokens {
  readonly #http: Http;
  readonly #settings: HttpSettings;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http, settings: HttpSettings, merchantId: string) {
    this.#http = http;
    this.#settings = settings;
    this.#merchantId = merchantId;
  }

  /**
   * Stores a card for one charge. No card number ever shows in an error; better still, let Openpay's library
   * make the token in the customer's browser, so that your server never has it.
   *
   * @throws {@link KhipuApiError} when Openpay refuses the card; see `openpayErrorOf`.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came. Try again: a token
   *   that nobody charges costs nothing.
   * @see operation `createToken` in openapi/openpay.v1.yaml
   * @example
   * const { id } = await openpay.tokens.create({
   *   card_number: "4111111111111111",
   *   holder_name: "Test Payer",
   *   expiration_year: "30",
   *   expiration_month: "12",
   *   cvv2: "110",
   * });
   */
  create(params: CreateTokenParams, options?: CallOptions): KhipuPromise<Token> {
    return this.#httpFor(params).call(createToken, options, () => {
      const path = { merchant_id: this.#merchantId };
      const body = paramsObject(params);
      return { path, body };
    });
  }

  /**
   * Reads a token and its card, the number masked.
   *
   * @throws {@link KhipuApiError} when Openpay refuses, e.g. with 404.
   * @see operation `getToken` in openapi/openpay.v1.yaml
   * @example
   * const token = await openpay.tokens.get("kqgykn96i7bcs1wwhvgw");
   */
  get(tokenId: string, options?: CallOptions): KhipuPromise<Token> {
    return this.#http.call(getToken, options, () => {
      const path = { merchant_id: this.#merchantId, token_id: pathId("tokenId", tokenId) };
      return { path };
    });
  }

  /** A transport for one call, which takes this card for as secret as the key. */
  #httpFor(card: CreateTokenParams): Http {
    const secrets = [...this.#settings.secrets, ...cardSecrets(card)];
    return new Http({ ...this.#settings, secrets });
  }
}

/** The security code only as it is written in the body: its three digits alone may stand in any answer. */
function cardSecrets(card: CreateTokenParams): string[] {
  const { card_number: number, cvv2 } = card ?? {};
  return [...(number ? [String(number)] : []), ...(cvv2 ? [`"cvv2":${JSON.stringify(cvv2)}`] : [])];
}
