import type { Spec } from "../specs.js";
import { type JsonObject, listAt, textAt } from "./json.js";

/** The typed openapi-fetch client of a document, and the addresses of its servers. */
export function renderClient(spec: Spec, document: JsonObject): string {
  const servers = listAt(document, "servers").map((server) => textAt(server, "url"));
  const [first] = servers;
  if (first === undefined) throw new Error(`${spec.document} names no server`);
  const { name } = spec;
  return `import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./schema.js";

/** Every server of the document, in its order. */
export const SERVER_URLS = ${JSON.stringify(servers)} as const;

/** The first server of the document. */
export const SERVER_URL = ${JSON.stringify(first)};

/** An openapi-fetch client for ${spec.document}. */
export type ${name}Client = Client<paths>;

/** Makes an openapi-fetch client for ${spec.document}, at \`SERVER_URL\` unless told otherwise. */
export function create${name}Client(options: ClientOptions = {}): ${name}Client {
  return createClient<paths>({ baseUrl: SERVER_URL, ...options });
}
`;
}
