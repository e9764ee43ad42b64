import type { JsonObject } from "./json.js";
import { type Operation, operationsOf } from "./operations-of.js";

/** The operations and webhooks of a document as data, by operationId. */
export function renderOperations(document: JsonObject): string {
  return `/** A request body: its media type, and whether it must be there. */
export interface OperationBody {
  readonly mediaType: string;
  readonly required: boolean;
}

/** An operation: where it is reached, and with what body. The path of a webhook is its name. */
export interface Operation {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  readonly path: string;
  readonly body?: OperationBody;
  /** Of the answer when it succeeds. */
  readonly status: number;
}

/** What the merchant calls, by operationId. */
export const operations = ${table(operationsOf(document, "paths"))};

/** What the merchant is called with, by operationId. */
export const webhooks = ${table(operationsOf(document, "webhooks"))};

/** The operationId of something the merchant calls. */
export type OperationId = keyof typeof operations;

/** The operationId of something the merchant is called with. */
export type WebhookId = keyof typeof webhooks;
`;
}

function table(operations: readonly Operation[]): string {
  const ids = operations.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two operations are called ${twice}`);
  const rows = operations.map(({ id, method, path, body, status }) => {
    const { mediaType, required } = body ?? {};
    const row = { method, path, ...(body && { body: { mediaType, required } }), status };
    return `  ${JSON.stringify(id)}: ${JSON.stringify(row)},\n`;
  });
  return `{\n${rows.join("")}} as const satisfies Readonly<Record<string, Operation>>`;
}
