import type { Spec } from "../specs.js";
import type { IdleAction } from "./move-overlay.js";
import type { Level, Row } from "./report.js";

/** What is told of one document that was taken over. */
export interface Entry {
  readonly spec: Spec;
  readonly version: string;
  readonly level: Level;
  readonly rows: readonly Row[];
  readonly idle: readonly IdleAction[];
}

const HEADING = "## Unreleased";

/** The changelog with an entry under its heading for what is not released yet, which is made if need be. */
export function withEntry(changelog: string, entry: Entry): string {
  const text = entryOf(entry);
  const start = changelog.indexOf(`${HEADING}\n`);
  if (start !== -1) {
    const end = start + HEADING.length + 1;
    return `${changelog.slice(0, end)}\n${text}\n${changelog.slice(end).replace(/^\n+/, "")}`;
  }
  const first = changelog.search(/^## /m);
  const at = first === -1 ? changelog.length : first;
  return `${changelog.slice(0, at)}${HEADING}\n\n${text}\n\n${changelog.slice(at)}`;
}

function entryOf({ spec, version, level, rows, idle }: Entry): string {
  const changes = rows.map(({ isBreaking, operations, field, what, touches }) => {
    const where = [operations.join(", "), field].filter((part) => part !== "").join(", ");
    const reaches = touches === "" ? "" : ` (${touches})`;
    return `  - ${isBreaking ? "**Breaking:** " : ""}${where}: ${what}${reaches}.`;
  });
  const gone = idle.map(({ target }) => `  - Needs no correction any more: \`${target}\`.`);
  return [`- \`${spec.document}\` is now ${version} (${level}).`, ...changes, ...gone].join("\n");
}
