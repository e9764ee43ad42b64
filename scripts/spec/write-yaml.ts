import { isSeq, parseDocument, type Document } from "yaml";
import { isObject, type Json, type JsonObject } from "../generate/json.js";

/** How the documents and overlays are written, to the byte. */
const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;

type Path = readonly (string | number)[];

/** A YAML text that says `after` where it said `before`; all the rest, comments too, stays as it is. */
export function rewritten(text: string, before: JsonObject, after: JsonObject): string {
  const document = parseDocument(text);
  edit(document, [], before, after);
  return document.toString(STYLE);
}

/** A YAML text without some entries of a list. */
export function withoutEntries(text: string, list: string, indexes: readonly number[]): string {
  const document = parseDocument(text);
  // Backwards: removing an entry moves the ones behind it.
  for (const index of [...indexes].sort((a, b) => b - a)) document.deleteIn([list, index]);
  return document.toString(STYLE);
}

function edit(document: Document, path: Path, before: Json, after: Json): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isObject(before) || !isObject(after)) {
    replace(document, path, after);
    return;
  }
  for (const key of Object.keys(before)) if (!(key in after)) document.deleteIn([...path, key]);
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (old === undefined) document.setIn([...path, key], document.createNode(value));
    else edit(document, [...path, key], old, value);
  }
}

/** A short list that stood on one line stays on one. */
function replace(document: Document, path: Path, value: Json): void {
  const old = document.getIn(path, true);
  const node = document.createNode(value);
  if (isSeq(old) && isSeq(node) && old.flow !== undefined) node.flow = old.flow;
  document.setIn(path, node);
}
