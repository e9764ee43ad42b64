/** Where something stands, in words that are the same in every version of a document. */
export interface Place {
  /** Method and path, or the name of a webhook; empty for the document as a whole. */
  readonly operation: string;
  readonly isWebhook: boolean;
  readonly part: "operation" | "parameters" | "body" | "response";
  /** Of a response. */
  readonly status?: string;
  /** Fields from the outside in; `[]` is what a list holds. */
  readonly path: readonly string[];
}

/** How two schemas differ, at one place below them. */
export interface Difference {
  readonly path: readonly string[];
  /** The component of ours in which the place stands, if it stands in one. */
  readonly owner: string | undefined;
  /** The keyword that differs, or `added`, `removed`. */
  readonly keyword: string;
  /** What became of it, to be read after the place: `added, optional`, `maxLength 20 -> 10`. */
  readonly what: string;
  /** Whether a program that was right before can be wrong now. */
  readonly isBreaking: boolean;
  /** Values that an answer no longer has: it breaks who waits for one of them. */
  readonly gone?: readonly string[];
}

/** One difference between two versions of a document. */
export interface Change extends Omit<Difference, "path" | "owner"> {
  readonly place: Place;
  readonly owner?: string | undefined;
}

/** The fields of a place: `banks[].bank_id`. */
export function fieldOf({ path }: Place): string {
  return path.join(".").replaceAll(".[]", "[]");
}

/** Whether the merchant sends what stands there; otherwise it receives it. */
export function isSent({ isWebhook, part }: Place): boolean {
  return isWebhook === (part === "response");
}

/** The same text for the same keyword at the same place. */
export function keyOf({ place, keyword }: Change): string {
  const { operation, part, status = "", path } = place;
  return [operation, part, status, ...path, keyword].join("\n");
}
