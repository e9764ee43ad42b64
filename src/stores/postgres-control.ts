import { statementsOf, type Statement } from "./postgres-text.js";
import {
  alone,
  BEGIN,
  COMMIT,
  type Control,
  NONE,
  refused,
  ROLLBACK,
  savepoint,
} from "./transaction-control.js";

/** One statement, whatever its texts and comments are: only `;` begins another. Most are so, and need no closer look. */
const PLAIN = /^(?:select|insert|update|delete)\s[^;]*$/i;

/**
 * Tells what a text does to its transaction, from its words alone.
 *
 * PostgreSQL refuses COMMIT and ROLLBACK inside functions, procedures and DO blocks while a transaction is open, so
 * only statements of their own can end it.
 */
export function controlOf(sql: string): Control {
  if (PLAIN.test(sql)) return NONE;
  const controls = statementsOf(sql).map(controlOfOne);
  if (!sql.includes("\\'")) return alone(controls);
  // What ends a text here depends on a setting of the server's: only what is harmless either way may run.
  const others = statementsOf(sql, true).map(controlOfOne);
  const isHarmless = [...controls, ...others].every(({ kind }) => kind === "none");
  return isHarmless ? NONE : refused("where its texts end depends on standard_conforming_strings");
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
      return savepoint(statement, '"');
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
  if (words[0] === "TO") return savepoint(statement, '"');
  if (words.length === 0) return control;
  // Who wants no chain gets none.
  if (words.join(" ") === "AND NO CHAIN") return control;
  return refused(`${statement.join(" ")} would end it`);
}

function settings(statement: Statement): Control {
  const words = without(statement.slice(1), ["LOCAL", "SESSION"]);
  const isOfTransactions = words[0] === "TRANSACTION" || words[0] === "CHARACTERISTICS";
  return isOfTransactions ? refused("its modes are the store's: READ COMMITTED, READ WRITE") : NONE;
}

function without(words: Statement, optional: readonly string[]): Statement {
  return optional.includes(words[0] ?? "") ? words.slice(1) : words;
}
