import type { FieldError } from "../../errors.js";

/** A request that is refused; each API writes it in its own form. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** What is wrong, field by field; empty when no field is to blame. */
  readonly errors: readonly FieldError[];
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors: readonly FieldError[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

/** A 400 about fields, in Khipu's words. */
export function invalid(errors: readonly FieldError[]): Refusal {
  return new Refusal(400, "Error de validación", errors);
}

/** A 400 about one field. */
export function invalidField(field: string, message: string): Refusal {
  return invalid([{ field, message }]);
}
