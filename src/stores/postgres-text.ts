/**
 * What PostgreSQL's lexer steps over or reads as one piece, in the order in which it has to be tried.
 *
 * A text whose end is missing runs to the end of the input: the server refuses it whole.
 */
const SPACE = /[ \t\n\r\f\v]+|--[^\n\r]*/y;
const BLOCK_COMMENT = /\/\*/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
// Unrolled, because an alternative for each character runs out of stack in a text of megabytes.
const STRING = /'[^']*(?:''[^']*)*(?:'|$)/y;
// With standard_conforming_strings off, every text is read as an escaped one.
const OLD_STRING = /'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*(?:'|$)/y;
const ESCAPED_STRING = /[eE]'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*(?:'|$)/y;
// The next part of a text may follow on a line of its own, and keeps the rules of the first.
const NEXT_PART = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*[\n\r])*(?='[^])/y;
const QUOTED_NAME = /"[^"]*(?:""[^"]*)*(?:"|$)/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

/** As many tokens of a statement as are needed to tell what it does to the transaction. */
const TOKENS_KEPT = 12;

/** The first tokens of one statement: words in capitals, quoted names as written, a quote for a text. */
export type Statement = readonly string[];

/**
 * Splits SQL into its statements, as PostgreSQL does: a `;` in a text, a name or a comment separates nothing.
 *
 * @param oldStrings - whether a backslash escapes in plain texts, as it does with `standard_conforming_strings` off.
 */
export function statementsOf(sql: string, oldStrings = false): readonly Statement[] {
  const statements: string[][] = [];
  let statement: string[] = [];
  const string = oldStrings ? OLD_STRING : STRING;
  for (let at = 0; at < sql.length;) {
    const end = endOf(SPACE, sql, at) ?? endOfComment(sql, at);
    if (end !== undefined) {
      at = end;
      continue;
    }
    const token = tokenAt(sql, at, string);
    at += token.length;
    if (token === ";") statement = [];
    else if (statement.length < TOKENS_KEPT) statement.push(shortened(token));
    if (statement.length === 1) statements.push(statement);
  }
  return statements;
}

function tokenAt(sql: string, at: number, string: RegExp): string {
  const quote = endOf(DOLLAR_QUOTE, sql, at);
  if (quote !== undefined) {
    const tag = sql.slice(at, quote);
    const close = sql.indexOf(tag, quote);
    return close < 0 ? sql.slice(at) : sql.slice(at, close + tag.length);
  }
  const end =
    endOfEscaped(sql, at) ??
    endOf(string, sql, at) ??
    endOf(QUOTED_NAME, sql, at) ??
    endOf(WORD, sql, at) ??
    at + 1;
  return sql.slice(at, end);
}

function endOf(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}

function endOfEscaped(sql: string, at: number): number | undefined {
  let end = endOf(ESCAPED_STRING, sql, at);
  for (let next = end; next !== undefined;) {
    end = next;
    const part = endOf(NEXT_PART, sql, end);
    next = part === undefined ? undefined : endOf(OLD_STRING, sql, part);
  }
  return end;
}

/** Comments nest in PostgreSQL, which a pattern cannot follow. */
function endOfComment(sql: string, at: number): number | undefined {
  if (endOf(BLOCK_COMMENT, sql, at) === undefined) return undefined;
  const edge = /\/\*|\*\//g;
  edge.lastIndex = at;
  let depth = 0;
  for (let found = edge.exec(sql); found; found = edge.exec(sql)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return sql.length;
}

function shortened(token: string): string {
  if (endOf(WORD, token, 0) === token.length) return token.toUpperCase();
  if (token.startsWith('"') || token.length === 1) return token;
  return "'";
}
