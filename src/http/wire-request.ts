/**
 * What openapi-fetch needs of a `Request`, and nothing more: it is taken apart again for
 * `fetch(url, init)`, because another realm's or undici's `fetch` refuses a `Request` it did not make.
 */
export class WireRequest {
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body?: string;
  declare readonly url: string;

  constructor(url: string, init: object) {
    Object.assign(this, init, { url });
  }
}
