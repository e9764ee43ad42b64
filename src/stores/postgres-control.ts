import { statementsOf, type Statement } from "./postgres-text.js";

/** The savepoint that stands for a transaction inside the settlement's own. */
const SAVEPOINT = "khipu_inner";

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

const NONE: Control = { kind: "none" };
const BEGIN: InnerControl = {
  kind: "begin",
  command: "BEGIN",
  instead: [`SAVEPOINT ${SAVEPOINT}`],
};
const COMMIT: InnerControl = {
  kind: "commit",
  command: "COMMIT",
  instead: [`RELEASE SAVEPOINT ${SAVEPOINT}`],
};
const ROLLBACK: InnerControl = {
  kind: "rollback",
  command: "ROLLBACK",
  instead: [`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`, `RELEASE SAVEPOINT ${SAVEPOINT}`],
};

/**
 * Tells what a text does to its transaction, from its words alone.
 *
 * PostgreSQL refuses COMMIT and ROLLBACK inside functions, procedures and DO blocks while a transaction is open, so
 * only statements of their own can end it.
 */
export function controlOf(sql: string): Control {
  const controls = statementsOf(sql).map(controlOfOne);
  if (!sql.includes("\\'")) return alone(controls);
  // What ends a text here depends on a setting of the server's: only what is harmless either way may run.
  const others = statementsOf(sql, true).map(controlOfOne);
  const isHarmless = [...controls, ...others].every(({ kind }) => kind === "none");
  return isHarmless ? NONE : refused("where its texts end depends on standard_conforming_strings");
}

/** Control among several statements would have to be replaced inside the text. */
function alone(controls: readonly Control[]): Control {
  const found = controls.find(({ kind }) => kind !== "none") ?? NONE;
  if (controls.length === 1 || !("command" in found)) return found;
  return refused(`${found.command} shares its text with other statements: send it by itself`);
}

function controlOfOne(statement: Statement): Control {
  const [first, second] = statement;
  switch (first) {
    case "BEGIN":
      return begin(without(statement.slice(1), ["WORK", "TRANSACTION"]));
    case "START":
      return second === "TRANSACTION" ? begin(statement.slice(2)) : NONE;
    case "COMMIT":
    case "END":
      return end(COMMIT, statement);
    case "ROLLBACK":
    case "ABORT":
      return end(ROLLBACK, statement);
    case "PREPARE":
      return second === "TRANSACTION" ? refused("it cannot be prepared for two phases") : NONE;
    case "SET":
      return settings(statement);
    case "SAVEPOINT":
    case "RELEASE":
      return savepoint(statement);
    default:
      return NONE;
  }
}

/** The modes are the claim's to choose: one that asks for what it has anyway is taken. */
function begin(modes: Statement): Control {
  const asked = modes.filter((word) => word !== ",").join(" ");
  const left = asked.replace("ISOLATION LEVEL READ COMMITTED", "").replace("READ WRITE", "").trim();
  if (left === "") return BEGIN;
  return refused("it is READ COMMITTED, READ WRITE; use pool.connect() for another transaction");
}

function end(control: Control, statement: Statement): Control {
  const words = without(statement.slice(1), ["WORK", "TRANSACTION"]);
  if (words[0] === "TO") return savepoint(statement);
  if (words.length === 0) return control;
  // Who wants no chain gets none.
  if (words.join(" ") === "AND NO CHAIN") return control;
  return refused(`${statement.join(" ")} would end it`);
}

function savepoint(statement: Statement): Control {
  const isOurs = statement.some((word) => word.replaceAll('"', "").toLowerCase() === SAVEPOINT);
  return isOurs ? refused(`the savepoint ${SAVEPOINT} is the store's`) : NONE;
}

function settings(statement: Statement): Control {
  const words = without(statement.slice(1), ["LOCAL", "SESSION"]);
  const isOfTransactions = words[0] === "TRANSACTION" || words[0] === "CHARACTERISTICS";
  return isOfTransactions ? refused("its modes are the store's: READ COMMITTED, READ WRITE") : NONE;
}

function without(words: Statement, optional: readonly string[]): Statement {
  return optional.includes(words[0] ?? "") ? words.slice(1) : words;
}

function refused(problem: string): Control {
  return { kind: "refused", problem };
}
