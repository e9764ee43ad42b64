/** Keywords under which data stands, in which every name may be anything. */
export const DATA: ReadonlySet<string> = new Set([
  ...["example", "examples", "default", "enum", "const"],
]);

/** Keywords under which names stand that somebody chose, and none of them is a keyword. */
export const NAMES: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "schemas", "parameters", "responses", "headers"],
  ...["paths", "webhooks", "content"],
]);
