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

/** What a shop's own savepoint does: nothing, unless it has the name of ours, in whichever quotes the database has. */
export function savepoint(words: readonly string[], quote: string): Control {
  const isOurs = words.some((word) => word.replaceAll(quote, "").toLowerCase() === INNER_SAVEPOINT);
  return isOurs ? refused(`the savepoint ${INNER_SAVEPOINT} is the store's`) : NONE;
}

/** Control among several statements would have to be replaced inside the text. */
export function alone(controls: readonly Control[]): Control {
  const found = controls.find(({ kind }) => kind !== "none") ?? NONE;
  if (controls.length === 1 || !("command" in found)) return found;
  return refused(`${found.command} shares its text with other statements: send it by itself`);
}

/** Follows the transactions inside a settlement's own, and knows why it must not be committed, if so. */
export class InnerTransactions {
  #isInside = false;
  #refusal: Error | undefined;

  /**
   * Lets a text pass that begins or ends a transaction inside.
   *
   * @throws when it must not run. After that nothing is committed, even if the shop catches it.
   */
  check(control: Exclude<Control, { kind: "none" }>): InnerControl {
    if (control.kind === "refused") throw this.refuse(control.problem);
    const { kind, command } = control;
    if (kind === "begin" && this.#isInside) throw this.refuse("another BEGIN is still open");
    if (kind !== "begin" && !this.#isInside) throw this.refuse(`${command} has no BEGIN before it`);
    return control;
  }

  /** Is told that what {@link check} let pass has run. */
  ran({ kind }: InnerControl): void {
    this.#isInside = kind === "begin";
  }

  /** Ends with the settlement's work; returns why that must not be committed, if so. */
  end(): Error | undefined {
    if (this.#isInside) this.refuse("a BEGIN was neither committed nor rolled back");
    return this.#refusal;
  }

  /** Makes the error of a text that must not run; the first of them stays the reason. */
  refuse(problem: string): Error {
    return (this.#refusal ??= new Error(
      `the transaction of this settlement is ended by the store alone: ${problem}. ` +
        "Nothing is settled; let onPaid return to commit, and throw to roll back",
    ));
  }
}
