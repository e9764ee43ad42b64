import { isObject, type Json, type JsonObject, textAt } from "./json.js";

const WIDTH = 100;

/** Formats that say how a text is written. What is not here says nothing that a reader needs. */
const FORMATS: Readonly<Record<string, string>> = {
  date: "`YYYY-MM-DD`.",
  "date-time": "ISO 8601.",
  uuid: "A UUID.",
};

/**
 * The doc comment of a declaration or field: its words, then the limits that the document sets.
 *
 * Limits are written here and nowhere else, so that none can be said in words and be another in fact.
 */
export function docComment(node: Json, schema: Json | undefined, indent: string): string {
  const words = [textAt(node, "description"), textAt(node, "x-ts-doc"), ...limitsOf(schema)];
  const [first = "", ...more] = words
    .flatMap((text) => text?.trim() ?? [])
    .join(" ")
    .split(/\n\s*\n/);
  const paragraphs = [first, ...more].map((text) => wrapped(text, WIDTH - indent.length - 3));
  const lines = [...paragraphs.join("\n\n").split("\n"), ...tagsOf(schema)];
  const [only = ""] = lines;
  if (lines.length === 1 && only.length < WIDTH - indent.length - 7)
    return `${indent}/** ${only} */\n`;
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd());
  return [`${indent}/**`, ...body, `${indent} */`, ""].join("\n");
}

/** The limits of a schema in sentences. */
export function limitsOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  const { pattern, format } = schema;
  return [
    ...lengthOf(schema),
    ...rangeOf(schema),
    ...entriesOf(schema),
    ...(typeof pattern === "string" ? [`Matches \`${pattern.replaceAll("*/", "*\\/")}\`.`] : []),
    ...(typeof format === "string" ? [FORMATS[format] ?? ""].filter(Boolean) : []),
  ];
}

function lengthOf({ minLength, maxLength }: JsonObject): string[] {
  if (minLength !== undefined && minLength === maxLength)
    return [`${counted(maxLength)} characters.`];
  if (minLength !== undefined && maxLength !== undefined) {
    return [`${counted(minLength)} to ${counted(maxLength)} characters.`];
  }
  if (maxLength !== undefined) return [`At most ${counted(maxLength)} characters.`];
  return minLength === undefined ? [] : [`At least ${counted(minLength)} characters.`];
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: JsonObject): string[] {
  return [
    ...(minimum === undefined ? [] : [`At least ${counted(minimum)}.`]),
    ...(exclusiveMinimum === undefined ? [] : [`More than ${counted(exclusiveMinimum)}.`]),
    ...(maximum === undefined ? [] : [`At most ${counted(maximum)}.`]),
  ];
}

/** A list that may be empty need not say so. */
function entriesOf({ minItems, maxItems }: JsonObject): string[] {
  const least = Number(minItems ?? 0);
  return [
    ...(least === 0 ? [] : [`At least ${least} ${least === 1 ? "entry" : "entries"}.`]),
    ...(maxItems === undefined ? [] : [`At most ${counted(maxItems)} entries.`]),
  ];
}

function tagsOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  const { default: byDefault, deprecated } = schema;
  return [
    ...(byDefault === undefined ? [] : [`@defaultValue \`${JSON.stringify(byDefault)}\``]),
    ...(deprecated === true ? ["@deprecated"] : []),
  ];
}

function counted(value: Json | undefined): string {
  return Number(value).toLocaleString("en-US");
}

function wrapped(text: string, width: number): string {
  const lines = [""];
  for (const word of text.replaceAll("*/", "*\\/").split(/\s+/)) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join("\n");
}
