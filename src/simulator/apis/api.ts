import { keysOf } from "../../fields.js";
import type { Engine } from "../engine.js";
import { json, khipuRefusal } from "../http/reply.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Refusal } from "../http/refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Call, Handlers } from "./contract.js";
import { readParams, readRequestBody } from "./read-request.js";
import type { OperationSpec, OperationValidators } from "./read-request.js";

/** One of Khipu's APIs: its generated tables, and what answers its operations. */
export interface ApiDefinition<Operations> {
  /** The name of its document, e.g. `instant-payments.v3`. */
  readonly name: string;
  /** What stands before the document's paths, e.g. `/api/2.0`. @defaultValue nothing */
  readonly basePath?: string;
  /** The generated operation table. */
  readonly operations: Readonly<Record<keyof Operations, OperationSpec>>;
  /** The generated validators. */
  readonly validators: Readonly<Record<keyof Operations, OperationValidators>>;
  /** Finds out whose request it is, or throws a `Refusal`. */
  readonly authenticate: (engine: Engine, exchange: Exchange) => ReceiverRow;
  readonly handlers: Handlers<Operations>;
  /** Writes a refusal in this API's form. @defaultValue Khipu's `{ status, message, errors }` */
  readonly refuse?: (refusal: Refusal) => Reply;
}

/** An API, ready to be served from an engine. */
export type Api = (engine: Engine) => Route[];

/**
 * Makes an API out of its generated tables and its handlers; the compiler sees to it that no operation
 * is left out.
 *
 * Each request is authenticated, read, and validated against the document before its handler sees it.
 */
export function defineApi<Operations>(definition: ApiDefinition<Operations>): Api {
  const ids = keysOf(definition.operations);
  return (engine) => ids.map((id) => routeOf(engine, definition, id));
}

function routeOf<Operations>(
  engine: Engine,
  definition: ApiDefinition<Operations>,
  id: keyof Operations & string,
): Route {
  const { name, basePath = "", operations, handlers, refuse = khipuRefusal } = definition;
  const operation = operations[id];
  const validators = definition.validators[id];
  return {
    method: operation.method,
    path: basePath + operation.path,
    operation: { api: name, id },
    refuse,
    answer: async (exchange) => {
      const receiver = definition.authenticate(engine, exchange);
      const body = readRequestBody(operation, validators, exchange);
      const { path, query } = readParams(validators, exchange);
      const call = { engine, receiver, exchange, path, query, body };
      // The validators are made from the same document as these types.
      return json(operation.status, await handlers[id](call as Call<Operations[typeof id]>));
    },
  };
}
