import { listCardShares, listTokenShares } from "../../generated/openpay.v1/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, pathId } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import { openpayAmount } from "./amount.js";
import type { ListSharesParams, Shares } from "./types.js";

/** Instalments ("shares") that Transbank offers. Only of use in `CLP`. */
export class SharesResource {
  readonly #http: Http;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http, merchantId: string) {
    this.#http = http;
    this.#merchantId = merchantId;
  }

  /**
   * Lists the instalments in which an amount can be paid with the card of a token.
   *
   * @throws RangeError when the amount is not one that the currency has.
   * @throws {@link KhipuApiError} when Openpay refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came. It changes nothing:
   *   ask again.
   * @see operation `listTokenShares` in openapi/openpay.v1.yaml
   * @example
   * const shares = await openpay.shares.listForToken("kqgykn96i7bcs1wwhvgw", {
   *   amount: 59_000,
   *   currency: "CLP",
   *   shares: [3, 6, 12],
   * });
   */
  listForToken(
    tokenId: string,
    params: ListSharesParams,
    options?: CallOptions,
  ): KhipuPromise<Shares> {
    return this.#http.call(listTokenShares, options, () => {
      const path = { merchant_id: this.#merchantId, token_id: pathId("tokenId", tokenId) };
      return { path, body: sharesBody(params) };
    });
  }

  /**
   * Lists the instalments in which an amount can be paid with a saved card.
   *
   * @throws RangeError when the amount is not one that the currency has.
   * @throws {@link KhipuApiError} when Openpay refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came. It changes nothing:
   *   ask again.
   * @see operation `listCardShares` in openapi/openpay.v1.yaml
   * @example
   * const shares = await openpay.shares.listForCard("kqgykn96i7bcs1wwhvgw", {
   *   amount: 59_000,
   *   currency: "CLP",
   *   shares: [3, 6, 12],
   * });
   */
  listForCard(
    cardId: string,
    params: ListSharesParams,
    options?: CallOptions,
  ): KhipuPromise<Shares> {
    return this.#http.call(listCardShares, options, () => {
      const path = { merchant_id: this.#merchantId, card_id: pathId("cardId", cardId) };
      return { path, body: sharesBody(params) };
    });
  }
}

function sharesBody(params: ListSharesParams): ListSharesParams {
  const { amount, currency } = paramsObject(params);
  return { ...params, amount: openpayAmount(amount, currency) };
}
