import type { Spec } from "../specs.js";

/** The typed openapi-fetch client of a document. */
export function renderClient({ name, document }: Spec): string {
  return `import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import { SERVER_URL } from "./calls.js";
import type { paths } from "./schema.js";

/** An openapi-fetch client for ${document}. */
export type ${name}Client = Client<paths>;

/** Makes an openapi-fetch client for ${document}, at \`SERVER_URL\` unless told otherwise. */
export function create${name}Client(options: ClientOptions = {}): ${name}Client {
  return createClient<paths>({ baseUrl: SERVER_URL, ...options });
}
`;
}
