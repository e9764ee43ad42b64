import type { paths } from "../../generated/instant-payments.v3/schema.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import type { CallOptions } from "../options.js";
import type { BankList } from "../types.js";

/** The banks that can pay one receiver. */
export class Banks {
  readonly #http: Http<paths>;

  /** @internal */
  constructor(http: Http<paths>) {
    this.#http = http;
  }

  /**
   * Lists the banks that can pay this receiver; a developer receiver has test banks only.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getBanks` in openapi/instant-payments.v3.yaml
   */
  list(options?: CallOptions): KhipuPromise<BankList> {
    return this.#http.call("getBanks", options, (api) => api.GET("/v3/banks"));
  }
}
