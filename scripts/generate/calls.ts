import type { Spec } from "../specs.js";
import { type JsonObject, listAt, textAt } from "./json.js";
import { type Operation, operationsOf } from "./operations-of.js";

/**
 * What calls are written from: the addresses of a document's servers, and a constant for each operation. A
 * constant each and no table, so that who uses one operation ships one.
 */
export function renderCalls(spec: Spec, document: JsonObject): string {
  const servers = listAt(document, "servers").map((server) => textAt(server, "url"));
  const [first] = servers;
  if (first === undefined) throw new Error(`${spec.document} names no server`);
  const constants = operationsOf(document, "paths").map(constant);
  return `import type { Operation } from "../../src/operation.js";
import type { operations } from "./schema.js";

/** Every server of the document, in its order. */
export const SERVER_URLS = ${JSON.stringify(servers)} as const;

/** The first server of the document. */
export const SERVER_URL = ${JSON.stringify(first)};
${constants.join("")}`;
}

function constant({ id, method, path }: Operation): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(id)) throw new Error(`${id} cannot be the name of a constant`);
  return `
/** \`${method} ${path}\` */
export const ${id}: Operation<operations[${JSON.stringify(id)}]> = ${JSON.stringify({ id, method, path })};
`;
}
