import { getBanks } from "../../generated/instant-payments.v3/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import type { CallOptions } from "../options.js";
import type { BankList } from "../types.js";

/** The banks that can pay one receiver. */
export class Banks {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Lists the banks that can pay this receiver; a developer receiver has test banks only.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getBanks` in openapi/instant-payments.v3.yaml
   * @example
   * const { banks } = await khipu.banks.list();
   */
  list(options?: CallOptions): KhipuPromise<BankList> {
    return this.#http.call(getBanks, options, () => ({}));
  }
}
