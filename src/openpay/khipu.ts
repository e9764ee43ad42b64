import type { paths } from "../../generated/openpay.v1/schema.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import type { CallOptions } from "../options.js";
import type { KhipuBankList } from "./types.js";

/** Khipu, as a provider of Openpay's. */
export class OpenpayKhipu {
  readonly #http: Http<paths>;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http<paths>, merchantId: string) {
    this.#http = http;
    this.#merchantId = merchantId;
  }

  /**
   * Lists the banks at which a Khipu charge can be paid; needed where the customer is not sent to Khipu's page.
   *
   * @throws {@link KhipuApiError} when Openpay refuses.
   * @see operation `listKhipuBanks` in openapi/openpay.v1.yaml
   */
  listBanks(options?: CallOptions): KhipuPromise<KhipuBankList> {
    return this.#http.call("listKhipuBanks", options, (api) => {
      const path = { merchant_id: this.#merchantId };
      return api.GET("/v1/{merchant_id}/providers/khipu/banks", { params: { path } });
    });
  }
}
