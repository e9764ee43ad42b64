/** The savepoint that stands for a transaction inside the settlement's own. */
export const INNER_SAVEPOINT = "khipu_inner";

/** What a text of the shop's does to the transaction that it runs in. */
export type Control =
  /** It leaves the transaction alone, and runs as it is. */
  | { readonly kind: "none" }
  | InnerControl
  /** It must not run. */
  | { readonly kind: "refused"; readonly problem: string };

/** It begins or ends a transaction inside, and `instead` runs in its place. */
export interface InnerControl {
  readonly kind: "begin" | "commit" | "rollback";
  readonly command: string;
  readonly instead: readonly string[];
}

/** A text that begins and ends no transaction. */
export const NONE: Control = { kind: "none" };
/** What stands for the beginning of a transaction inside. */
export const BEGIN: InnerControl = {
  kind: "begin",
  command: "BEGIN",
  instead: [`SAVEPOINT ${INNER_SAVEPOINT}`],
};
/** What stands for the end of one that is kept. */
export const COMMIT: InnerControl = {
  kind: "commit",
  command: "COMMIT",
  instead: [`RELEASE SAVEPOINT ${INNER_SAVEPOINT}`],
};
/** What stands for the end of one that is taken back. */
export const ROLLBACK: InnerControl = {
  kind: "rollback",
  command: "ROLLBACK",
  instead: [`ROLLBACK TO SAVEPOINT ${INNER_SAVEPOINT}`, `RELEASE SAVEPOINT ${INNER_SAVEPOINT}`],
};

/** Makes the refusal of a text. */
export function refused(problem: string): Control {
  return { kind: "refused", problem };
}

/** Control among several statements would have to be replaced inside the text. */
export function alone(controls: readonly Control[]): Control {
  const found = controls.find(({ kind }) => kind !== "none") ?? NONE;
  if (controls.length === 1 || !("command" in found)) return found;
  return refused(`${found.command} shares its text with other statements: send it by itself`);
}
