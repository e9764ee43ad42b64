import { isObject, type Json, type JsonObject, listAt, textAt } from "../generate/json.js";
import type { Difference } from "./change.js";
import { saysType, saysValue } from "./says-schema.js";

/** What becomes of the data that a schema allows: less of it, more of it, or some goes and some comes. */
export type Effect = "narrower" | "wider" | "other";

/** A difference between two plain schemas themselves. */
export type Told = Omit<Difference, "path" | "owner">;

/** Whether it breaks a program: who sends may not be allowed less, and who reads must not find more. */
export function isHarm(effect: Effect, isSent: boolean): boolean {
  return effect === "other" || effect === (isSent ? "narrower" : "wider");
}

/** How two plain schemas differ in their type, values and limits. */
export function toldOf(mine: JsonObject, other: JsonObject, isSent: boolean): Told[] {
  const type = typeChange(mine, other, isSent);
  if (areStrangers(mine, other)) return type;
  return [...type, ...valueChanges(mine, other, isSent), ...otherChanges(mine, other, isSent)];
}

/** Whether nothing that is of the one's type can be of the other's. */
export function areStrangers(mine: JsonObject, other: JsonObject): boolean {
  const [was, is] = [listAt(mine, "type"), listAt(other, "type")];
  if (was.length === 0 || is.length === 0) return false;
  return was.every((one) => is.every((it) => !allows([one], it) && !allows([it], one)));
}

function allows(types: readonly Json[], type: Json): boolean {
  const isNumber = type === "integer" && types.includes("number");
  return types.length === 0 || types.includes(type) || isNumber;
}

function typeChange(mine: JsonObject, other: JsonObject, isSent: boolean): Told[] {
  const [before, after] = [saysType(mine), saysType(other)];
  if (before === after) return [];
  const [was, is] = [listAt(mine, "type"), listAt(other, "type")];
  const [format, next] = [textAt(mine, "format"), textAt(other, "format")];
  const loses = was.some((type) => !allows(is, type)) || (was.length === 0 && is.length > 0);
  const gains = is.some((type) => !allows(was, type)) || (is.length === 0 && was.length > 0);
  const isNarrower = loses || (format !== next && next !== undefined);
  const isWider = gains || (format !== next && format !== undefined);
  const effect = isNarrower && isWider ? "other" : isNarrower ? "narrower" : "wider";
  return [
    { keyword: "type", what: `type ${before} -> ${after}`, isBreaking: isHarm(effect, isSent) },
  ];
}

function valueChanges(mine: JsonObject, other: JsonObject, isSent: boolean): Told[] {
  const [before, after] = [mine["enum"], other["enum"]];
  const tell = (keyword: string, what: string, effect: Effect): Told[] => [
    { keyword, what, isBreaking: isHarm(effect, isSent) },
  ];
  if (!Array.isArray(before))
    return Array.isArray(after) ? tell("enum", `now one of ${saysValue(after)}`, "narrower") : [];
  if (!Array.isArray(after)) return tell("enum", `no longer one of ${saysValue(before)}`, "wider");
  const gone = before.filter((value) => !after.includes(value));
  const come = after.filter((value) => !before.includes(value));
  const verb = isSent ? "takes" : "sends";
  const says = (values: readonly Json[]) => values.map(saysValue).join(", ");
  const lost = tell("enum removed", `no longer ${verb} ${says(gone)}`, "narrower");
  const awaited = isSent ? [] : gone.filter((one) => typeof one === "string");
  return [
    ...(gone.length > 0 ? lost.map((one) => ({ ...one, gone: awaited })) : []),
    ...(come.length > 0 ? tell("enum added", `also ${verb} ${says(come)}`, "wider") : []),
  ];
}

/** Keywords that are compared on their own; any other that differs is told as it is. */
const KNOWN =
  /^(?:type|format|enum|properties|required|items|anyOf|oneOf|readOnly|writeOnly|x-.*)$/u;

function otherChanges(mine: JsonObject, other: JsonObject, isSent: boolean): Told[] {
  const keywords = new Set([...Object.keys(mine), ...Object.keys(other)]);
  return [...keywords].sort().flatMap((keyword) => {
    const [before, after] = [mine[keyword], other[keyword]];
    if (KNOWN.test(keyword) || JSON.stringify(before) === JSON.stringify(after)) return [];
    // What further fields are is compared as fields are.
    if (keyword === "additionalProperties" && isObject(before) && isObject(after)) return [];
    const isBreaking = breaks(keyword, before, after, isSent);
    return [{ keyword, what: saysChange(keyword, before, after), isBreaking }];
  });
}

function saysChange(keyword: string, before: Json | undefined, after: Json | undefined): string {
  if (keyword === "deprecated") return after === true ? "deprecated" : "no longer deprecated";
  return `${keyword} ${saysValue(before)} -> ${saysValue(after)}`;
}

function breaks(
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
  isSent: boolean,
): boolean {
  if (keyword === "deprecated") return false;
  // The same program sends another request; where there was no default, it sends the same.
  if (keyword === "default") return isSent && before !== undefined;
  // Nobody reads an answer less well for more fields in it, or for letters nobody foresaw.
  if (!isSent && /^(?:additionalProperties|pattern)$/u.test(keyword)) return false;
  return isHarm(effectOf(keyword, before, after), isSent);
}

function effectOf(keyword: string, before: Json | undefined, after: Json | undefined): Effect {
  if (before === undefined) return "narrower";
  if (after === undefined) return "wider";
  const isLess = typeof before === "number" && typeof after === "number" && after < before;
  if (/^(?:max|exclusiveMax)/u.test(keyword)) return isLess ? "narrower" : "wider";
  if (/^(?:min|exclusiveMin)/u.test(keyword)) return isLess ? "wider" : "narrower";
  return "other";
}
