/** A document that nothing can be done with, and why, in a sentence for the person who gave it. */
export class UnusableDocument extends Error {
  override readonly name: string = "UnusableDocument";
}

/** An address at which there is nothing. */
export class MissingDocument extends UnusableDocument {
  override readonly name = "MissingDocument";
}

/** What went wrong, on one line, of whatever was thrown. */
export function problemOf(error: unknown): string {
  // By its shape: what Node throws is no instance of the `Error` of another realm, as in tests.
  const { message } = Object(error) as { readonly message?: unknown };
  const text = typeof message === "string" ? message : String(error);
  return text.split("\n")[0]?.trim() ?? "";
}

/** Whether recursion came to the bottom of the stack. */
export function isTooDeep(error: unknown): boolean {
  return problemOf(error).includes("Maximum call stack size exceeded");
}
