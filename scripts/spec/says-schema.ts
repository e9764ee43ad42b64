import { type Json, type JsonObject, listAt, textAt } from "../generate/json.js";

/** Rules that are worth telling of a field in a line. */
const RULES = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern"];

/** A plain schema in a few words: `string(date-time), maxLength 20, one of a, b`. */
export function saysSchema(schema: JsonObject): string {
  const values = listAt(schema, "enum");
  const rules = RULES.flatMap((rule) => {
    const value = schema[rule];
    return value === undefined ? [] : [`${rule} ${saysValue(value)}`];
  });
  const choice = values.length > 0 ? [`one of ${values.map(saysValue).join(", ")}`] : [];
  return [saysType(schema), ...rules, ...choice].join(", ");
}

/** The type of a plain schema alone: `number or string`, `string(date-time)`. */
export function saysType(schema: JsonObject): string {
  const types = listAt(schema, "type");
  const names = types.length > 0 ? saysValue(types).replace("array", "list") : "anything";
  const format = textAt(schema, "format");
  return format === undefined ? names : `${names}(${format})`;
}

/** A value as a person writes it. */
export function saysValue(value: Json | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "string") return value === "" ? '""' : value;
  return Array.isArray(value) ? value.map(saysValue).join(" or ") : JSON.stringify(value);
}
