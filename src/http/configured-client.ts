import type { Client, ClientOptions } from "openapi-fetch";
import { WireRequest } from "./wire-request.js";

/** The generated factory of one API's openapi-fetch client. */
export type MakeClient<Paths extends object> = (options: ClientOptions) => Client<Paths>;

/** Makes an API's openapi-fetch client that hands each request to `fetch`. */
export function configuredClient<Paths extends object>(
  baseUrl: string,
  makeClient: MakeClient<Paths>,
  fetch: NonNullable<ClientOptions["fetch"]>,
): Client<Paths> {
  // A look-alike: see WireRequest.
  const Request = WireRequest as unknown as typeof globalThis.Request;
  return makeClient({ baseUrl, fetch, Request });
}
