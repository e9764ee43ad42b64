import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../generate/json.js";
import { NOT_WRAPPED } from "../generate/operations-of.js";
import { step } from "./correspondence.js";

/** Actions that give words to what has none yet. */
type Placeholders = JsonObject[];

/** Why nothing of the facade carries it. */
const LATER = "published after the facade was written";

const METHODS = ["get", "put", "post", "delete", "patch"];

/**
 * What a person has to put into words: an action for each operation, parameter, schema and field of a
 * document with our words that has none. Until then each says only since when it has been published.
 */
export function placeholders(document: JsonObject, version: string): Placeholders {
  const says = `Published in ${version}; not described yet.`;
  const components = document["components"];
  return [
    ...["paths", "webhooks"].flatMap((under) => operations(objectAt(document, under), under, says)),
    ...Object.entries(objectAt(components, "parameters")).flatMap(([name, parameter]) =>
      silent(parameter, `$.components.parameters${step(name)}`, says),
    ),
    ...Object.entries(objectAt(components, "responses")).flatMap(([name, answer]) =>
      silent(answer, `$.components.responses${step(name)}`, says),
    ),
    ...Object.entries(objectAt(components, "schemas")).flatMap(([name, schema]) =>
      schemaWords(name, schema, says),
    ),
  ];
}

function operations(items: JsonObject, under: string, says: string): Placeholders {
  return Object.entries(items).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined;
      if (!isObject(operation)) return [];
      const at = `$.${under}${step(path)}.${method}`;
      const parameters = silentParameters(listAt(operation, "parameters"), at, says);
      const answers = Object.entries(objectAt(operation, "responses")).flatMap(([status, one]) =>
        silent(one, `${at}.responses['${status}']`, says),
      );
      return [
        ...operationWords(operation, `${method} ${path}`, at, says),
        ...parameters,
        ...answers,
      ];
    }),
  );
}

/** An operation without words is one that nobody has written a method for either. */
function operationWords(
  operation: JsonObject,
  name: string,
  at: string,
  says: string,
): Placeholders {
  if (
    ["operationId", "summary", "description"].every((key) => textAt(operation, key) !== undefined)
  )
    return [];
  const id = textAt(operation, "operationId");
  const update = {
    ...(id === undefined && { operationId: idFor(name), "x-khipu-operation-id": "ours" }),
    summary: textAt(operation, "summary") ?? name,
    description: textAt(operation, "description") ?? says,
    [NOT_WRAPPED]: LATER,
  };
  return [{ target: at, update }];
}

/** `post /v3/payments/{id}/void` as `postV3PaymentsIdVoid`. */
function idFor(name: string): string {
  const [first = "", ...rest] = name.split(/\W+/u).filter((part) => part !== "");
  return first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

function schemaWords(name: string, schema: Json, says: string): Placeholders {
  const at = `$.components.schemas${step(name)}`;
  const isName = /^[A-Za-z_]\w*$/u.test(name) || textAt(schema, "x-ts-name") !== undefined;
  const naming = isName ? {} : { "x-ts-name": typeName(name) };
  const parts = [
    { part: schema, place: at },
    ...listAt(schema, "allOf").map((part, index) => ({ part, place: `${at}.allOf[${index}]` })),
  ];
  const fields = parts.flatMap(({ part, place }) => {
    const all = Object.entries(objectAt(part, "properties"));
    const isTold = all.some(([, node]) => isOption(node));
    return all.flatMap(([field, node]) =>
      silent(node, `${place}.properties${step(field)}`, says, isTold ? NO_OPTION : {}),
    );
  });
  return [...silent(schema, at, says, naming), ...fields];
}

/** `payment-create-2` as `PaymentCreate2`. */
function typeName(name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/u).filter((part) => part !== "");
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

/** Without a name in the facade, a parameter that may be left out is one that only `khipu-sdk/raw` has. */
function silentParameters(parameters: readonly Json[], at: string, says: string): Placeholders {
  const more = parameters.some(isOption) ? NO_OPTION : {};
  return parameters.flatMap((parameter) => {
    const target = `${at}.parameters[?@.name == '${textAt(parameter, "name") ?? ""}']`;
    const isNeeded = isObject(parameter) && parameter["required"] === true;
    return silent(parameter, target, says, isNeeded ? more : { ...more, [NOT_WRAPPED]: LATER });
  });
}

/** Where the command line takes a request, it wants words in two languages for an option, or none. */
const NO_OPTION = { "x-cli": false };

function isOption(node: Json): boolean {
  return isObject(node) && "x-cli" in node;
}

function silent(node: Json, target: string, says: string, more: JsonObject = {}): Placeholders {
  const isShared = /^#\/components\/(?:parameters|responses)\//u.test(textAt(node, "$ref") ?? "");
  const isSilent = isObject(node) && textAt(node, "description") === undefined && !isShared;
  return isSilent ? [{ target, update: { description: says, ...more } }] : [];
}
