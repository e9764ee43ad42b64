import { invalid, Refusal } from "../http/refusal.js";
import type { Exchange } from "../http/reply.js";
import { fieldErrors } from "./field-errors.js";
import type { Problem } from "./field-errors.js";

/** An operation as the generated tables tell it. */
export interface OperationSpec {
  /** Of the answer when it succeeds. */
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly body?: {
    readonly mediaType: string;
    readonly required: boolean;
    /** Further types that are taken too. */
    readonly alternatives?: readonly string[];
  };
}

/** A generated validator; it converts what arrives as text in place. */
export interface Validate {
  (data: unknown): boolean;
  errors?: readonly Problem[] | null;
}

/** What can be validated of an operation. */
export interface OperationValidators {
  readonly params?: Validate;
  readonly body?: Validate;
}

/**
 * Reads the parameters in path and query.
 *
 * @throws {@link Refusal} 400 when the document does not allow them.
 */
export function readParams(
  { params: validate }: OperationValidators,
  exchange: Exchange,
): { path: unknown; query: unknown } {
  const params = { path: { ...exchange.params }, query: Object.fromEntries(exchange.query) };
  if (validate !== undefined && !validate(params)) {
    throw invalid(fieldErrors(validate.errors ?? [], 1));
  }
  return params;
}

/**
 * Reads the body. Fields that the document does not know are let through, as far as is known Khipu
 * ignores them too.
 *
 * @throws {@link Refusal} 415 for another kind of body, 400 for one that cannot be read or that the
 * document does not allow.
 */
export function readRequestBody(
  { body: spec }: OperationSpec,
  { body: validate }: OperationValidators,
  { headers, rawBody }: Exchange,
): unknown {
  if (spec === undefined) return undefined;
  if (rawBody.length === 0) {
    if (!spec.required) return undefined;
    throw new Refusal(400, "El cuerpo de la solicitud está vacío");
  }
  const type = (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  const accepted = [spec.mediaType, ...(spec.alternatives ?? [])];
  if (type === undefined || !accepted.includes(type)) {
    throw new Refusal(415, `El tipo de contenido debe ser ${spec.mediaType}`);
  }
  const text = rawBody.toString("utf8");
  const body = type === "application/json" ? parseJson(text) : parseForm(text);
  if (validate !== undefined && !validate(body)) {
    throw invalid(fieldErrors(validate.errors ?? [], 0));
  }
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "El cuerpo de la solicitud no es un JSON válido");
  }
}

function parseForm(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}
