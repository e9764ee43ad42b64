import { isObject, type Json, type JsonObject, listAt } from "../generate/json.js";

/** Rules that are worth telling of a field in a line. */
const RULES = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern"];

/** A schema in a few words: `string(date-time), maxLength 20, one of a, b`. */
export function saysSchema(schema: JsonObject): string {
  const values = listAt(schema, "enum");
  const rules = RULES.flatMap((rule) => {
    const value = schema[rule];
    return value === undefined ? [] : [`${rule} ${saysValue(value)}`];
  });
  const choice = values.length > 0 ? [`one of ${values.map(saysValue).join(", ")}`] : [];
  return [saysType(schema), ...rules, ...choice].join(", ");
}

/** The type alone: `number or string`, `list of object`. */
export function saysType(schema: JsonObject): string {
  const { type, format, items } = schema;
  if (type === "array") return `list of ${isObject(items) ? saysType(items) : "anything"}`;
  const names = Array.isArray(type)
    ? type.map(String).join(" or ")
    : typeof type === "string"
      ? type
      : "anything";
  return typeof format === "string" ? `${names}(${format})` : names;
}

/** A value as a person writes it. */
export function saysValue(value: Json | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "string") return value === "" ? '""' : value;
  return Array.isArray(value) ? value.map(saysValue).join(" or ") : JSON.stringify(value);
}
