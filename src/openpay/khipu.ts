import { listKhipuBanks } from "../../generated/openpay.v1/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import type { CallOptions } from "../options.js";
import type { KhipuBankList } from "./types.js";

/** Khipu, as a provider of Openpay's. */
export class OpenpayKhipu {
  readonly #http: Http;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http, merchantId: string) {
    this.#http = http;
    this.#merchantId = merchantId;
  }

  /**
   * Lists the banks at which a Khipu charge can be paid; needed where the customer is not sent to Khipu's page.
   *
   * @throws {@link KhipuApiError} when Openpay refuses.
   * @see operation `listKhipuBanks` in openapi/openpay.v1.yaml
   * @example
   * const { banks } = await openpay.khipu.listBanks();
   */
  listBanks(options?: CallOptions): KhipuPromise<KhipuBankList> {
    return this.#http.call(listKhipuBanks, options, () => {
      const path = { merchant_id: this.#merchantId };
      return { path };
    });
  }
}
