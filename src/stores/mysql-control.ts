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

/**
 * What MySQL steps over or reads as one piece. A comment that begins with `!` or `M!` is run, so its marks are stepped
 * over and its words are read. A piece whose end is missing runs to the end: MySQL refuses it.
 */
const PIECES = new RegExp(
  [
    /(?<space>\s+|--(?=\s|$)[^\n]*|#[^\n]*|\/\*M?!\d*|\*\/|\/\*[^]*?(?:\*\/|$))/,
    /'(?:[^'\\]|\\[^]|'')*(?:'|$)/,
    /"(?:[^"\\]|\\[^]|"")*(?:"|$)/,
    /`(?:[^`]|``)*(?:`|$)/,
    /[\w$@\u0080-\uffff]+/,
    /[^]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gy",
);

/** What commits by itself whatever is open. */
const COMMITS = new Set(
  "ALTER ANALYZE CACHE CHECK FLUSH GRANT INSTALL LOCK OPTIMIZE RENAME REPAIR RESET REVOKE SHUTDOWN TRUNCATE UNINSTALL UNLOCK XA".split(
    " ",
  ),
);
/** Settings that end a transaction, or decide what it is. */
const MODES = /^@*(?:SESSION|LOCAL|GLOBAL)?\.?(?:AUTOCOMMIT|TRANSACTION|TX_\w+|TRANSACTION_\w+)$/;

/**
 * Tells what a text does to its transaction, from its words alone. What a stored procedure does is in no text of the
 * shop's.
 */
export function mysqlControlOf(sql: string): Control {
  return alone(statementsOf(sql).map(controlOfOne));
}

type Statement = readonly string[];

/** Splits SQL into its statements, as MySQL does where a connection takes several. */
function statementsOf(sql: string): readonly Statement[] {
  const statements: string[][] = [[]];
  for (const { 0: piece, groups } of sql.matchAll(PIECES)) {
    if (groups?.["space"] !== undefined) continue;
    if (piece === ";") statements.push([]);
    else statements.at(-1)?.push(piece.toUpperCase());
  }
  return statements.filter(({ length }) => length > 0);
}

function controlOfOne(statement: Statement): Control {
  const [first = "", second] = statement;
  switch (first) {
    case "BEGIN":
      return plain(BEGIN, statement.slice(1));
    case "START":
      return second === "TRANSACTION" ? plain(BEGIN, statement.slice(2)) : endsIt(statement);
    case "COMMIT":
      return plain(COMMIT, statement.slice(1));
    case "ROLLBACK":
      return statement.includes("TO")
        ? savepoint(statement, "`")
        : plain(ROLLBACK, statement.slice(1));
    case "SAVEPOINT":
    case "RELEASE":
      return savepoint(statement, "`");
    case "CREATE":
    case "DROP":
      return second === "TEMPORARY" ? NONE : endsIt(statement);
    case "SET":
      return statement.some((word) => MODES.test(word))
        ? refused("its modes are the store's")
        : NONE;
    default:
      return COMMITS.has(first) ? endsIt(statement) : NONE;
  }
}

/** The modes are the claim's to choose, and nothing may follow its end. */
function plain(control: Control, words: Statement): Control {
  const left = words[0] === "WORK" ? words.slice(1) : words;
  return left.length === 0 ? control : refused("a transaction inside has no modes of its own");
}

function endsIt([first = ""]: Statement): Control {
  return refused(`${first} would commit it`);
}
