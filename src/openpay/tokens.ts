import { createOpenpayClient } from "../../generated/openpay.v1/client.js";
import type { paths } from "../../generated/openpay.v1/schema.js";
import type { HttpSettings } from "../http/exchange.js";
import { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, pathId } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import type { CreateTokenParams, Token } from "./types.js";

/** Tokens: cards that were stored to be charged once. */
export class Tokens {
  readonly #http: Http<paths>;
  readonly #settings: HttpSettings;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http<paths>, settings: HttpSettings, merchantId: string) {
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
   */
  create(params: CreateTokenParams, options?: CallOptions): KhipuPromise<Token> {
    return this.#httpFor(params).call("createToken", options, (api) => {
      const path = { merchant_id: this.#merchantId };
      const body = paramsObject(params);
      return api.POST("/v1/{merchant_id}/tokens", { params: { path }, body });
    });
  }

  /**
   * Reads a token and its card, the number masked.
   *
   * @throws {@link KhipuApiError} when Openpay refuses, e.g. with 404.
   * @see operation `getToken` in openapi/openpay.v1.yaml
   */
  get(tokenId: string, options?: CallOptions): KhipuPromise<Token> {
    return this.#http.call("getToken", options, (api) => {
      const path = { merchant_id: this.#merchantId, token_id: pathId("tokenId", tokenId) };
      return api.GET("/v1/{merchant_id}/tokens/{token_id}", { params: { path } });
    });
  }

  /** A transport for one call, which takes this card for as secret as the key. */
  #httpFor(card: CreateTokenParams): Http<paths> {
    const secrets = [...this.#settings.secrets, ...cardSecrets(card)];
    return new Http({ ...this.#settings, secrets }, createOpenpayClient);
  }
}

/** The security code only as it is written in the body: its three digits alone may stand in any answer. */
function cardSecrets(card: CreateTokenParams): string[] {
  const { card_number: number, cvv2 } = Object(card) as Partial<CreateTokenParams>;
  return [...(number ? [String(number)] : []), ...(cvv2 ? [`"cvv2":${JSON.stringify(cvv2)}`] : [])];
}
