import {
  alone,
  BEGIN,
  COMMIT,
  type Control,
  NONE,
  refused,
  ROLLBACK,
} from "./transaction-control.js";

/**
 * What SQLite's tokenizer steps over or reads as one piece. A `;` or a COMMIT inside a text, a quoted name, a comment
 * or the brackets of a variable says nothing. A piece whose end is missing runs to the end: SQLite refuses it whole.
 */
const PIECES = new RegExp(
  [
    /(?<space>\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$))/,
    /'[^']*(?:''[^']*)*(?:'|$)/,
    /"[^"]*(?:""[^"]*)*(?:"|$)/,
    /`[^`]*(?:``[^`]*)*(?:`|$)/,
    /\[[^\]]*(?:\]|$)/,
    /[$@:#](?:[\w$\u0080-\uffff]|::)+(?:\([^)\s]*\))?/,
    /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/,
    /[^]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gy",
);

/** The pieces of one statement, in capitals. */
type Statement = readonly string[];

/** Every savepoint of the store's begins so. */
const OUR_SAVEPOINTS = "KHIPU_";

/**
 * Tells what a text does to its transaction, from its words alone.
 *
 * SQLite knows no transaction control inside triggers or functions, so only statements of their own can end it.
 */
export function sqliteControlOf(sql: string): Control {
  return alone(statementsOf(sql).map(controlOfOne));
}

/** Splits SQL into its statements, as SQLite does. */
function statementsOf(sql: string): readonly Statement[] {
  const statements: Statement[] = [];
  let statement: string[] = [];
  for (const { 0: piece, groups } of sql.matchAll(PIECES)) {
    if (groups?.["space"] !== undefined) continue;
    if (piece !== ";" || isInsideTrigger(statement)) {
      statement.push(piece.toUpperCase());
    } else if (statement.length > 0) {
      statements.push(statement);
      statement = [];
    }
  }
  return statement.length > 0 ? [...statements, statement] : statements;
}

/** The statements of a trigger have semicolons of their own; the one after its END ends it. */
function isInsideTrigger(statement: Statement): boolean {
  const [first, second, third] = statement;
  const isTemporary = second === "TEMP" || second === "TEMPORARY";
  if (first !== "CREATE" || (isTemporary ? third : second) !== "TRIGGER") return false;
  return statement.at(-1) !== "END" || statement.at(-2) !== ";";
}

function controlOfOne(statement: Statement): Control {
  const [first] = statement;
  switch (first) {
    case "BEGIN":
      return BEGIN;
    case "COMMIT":
    case "END":
      return COMMIT;
    case "ROLLBACK":
      return statement.includes("TO") ? savepoint(statement) : ROLLBACK;
    case "SAVEPOINT":
    case "RELEASE":
      return savepoint(statement);
    default:
      return NONE;
  }
}

function savepoint(statement: Statement): Control {
  const name = statement.at(-1)?.replace(/^["'`[]/, "") ?? "";
  return name.startsWith(OUR_SAVEPOINTS)
    ? refused(`savepoints that begin with khipu_ are the store's`)
    : NONE;
}
