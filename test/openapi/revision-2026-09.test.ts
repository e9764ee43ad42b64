import { expect, test } from "@jest/globals";
import { isObject, type Json, type JsonObject, listAt, objectAt, resolve, textAt } from "../../scripts/generate/json.js";
import { readDocument, readFixture } from "./reading.js";

/** Facts of the revision that our documents correct on purpose, each with the reason. */
const CORRECTED: Readonly<Record<string, string>> = {
  "PaymentGetPayment.conciliation_date type": "C2: empty or absent until the payment is reconciled",
  "PaymentGetPayment.conciliation_date required": "C2: absent until the payment is reconciled",
  "PaymentGetPayment.funds_source required": "C2: absent from a pending payment",
  "GET /v3/merchants/{id}/paymentMethods id": "a receiver's number, an int64 everywhere else",
};

const DOCUMENTS = [
  ["instant_payments", "instant-payments.v3"],
  ["automatic_payments", "automatic-payments.v1"],
] as const;

/** So that none goes unnoticed when somebody changes how they are read. */
const COUNT = { instant_payments: 633, automatic_payments: 123 };

test.each(DOCUMENTS)("every fact of %s is in %s, or corrected for a reason", async (part, id) => {
  const { corrected } = await readDocument(id);
  const facts = objectAt(await readFixture("revision-2026-09/facts.json"), part);
  const checked = factsOf(corrected, facts);

  const missing = checked.filter(({ holds }) => !holds).map(({ fact }) => fact);
  const names = Object.keys(CORRECTED).filter((name) => checked.some(({ fact }) => fact === name));

  expect(checked.length).toBe(COUNT[part]);
  expect(missing.sort()).toEqual(names.sort());
});

interface Fact {
  readonly fact: string;
  readonly holds: boolean;
}

function factsOf(document: JsonObject, facts: JsonObject): Fact[] {
  const found: Fact[] = [];
  const schemas = new Map<string, Json | undefined>();
  for (const [request, node] of Object.entries(objectAt(facts, "operations"))) {
    const [method = "", path = ""] = request.split(" ");
    const item = objectAt(objectAt(document, "paths"), path);
    const operation = item[method.toLowerCase()];
    found.push({ fact: request, holds: isObject(operation) });
    found.push({
      fact: `${request} obsolete`,
      holds: isObject(operation) && (operation["deprecated"] ?? false) === objectAt({ node }, "node")["obsolete"],
    });
    for (const [status, name] of Object.entries(objectAt(node, "answers"))) {
      const answer = resolve(document, objectAt(operation, "responses")[status]);
      found.push({ fact: `${request} ${status}`, holds: isObject(answer) });
      if (typeof name === "string") schemas.set(name, schemaIn(answer));
    }
    const parameters = [...listAt(item, "parameters"), ...listAt(operation, "parameters")];
    for (const [name, type] of Object.entries(objectAt(node, "parameters"))) {
      if (name === "body") {
        const body = resolve(document, objectAt(operation, "requestBody"));
        schemas.set(textOf(type).replace(" | Unset", ""), schemaIn(body));
        continue;
      }
      const parameter = parameters
        .map((one) => resolve(document, one))
        .find((one) => textAt(one, "name") === name.replace(/_$/, ""));
      found.push({ fact: `${request} ${name}`, holds: isOfType(document, objectAt(parameter, "schema"), textOf(type)) });
    }
  }
  for (const [name, schema] of schemas) found.push(...fieldsOf(document, facts, name, schema));
  return found;
}

function fieldsOf(document: JsonObject, facts: JsonObject, name: string, node: Json | undefined): Fact[] {
  const schema = resolve(document, node);
  return Object.entries(objectAt(objectAt(facts, "schemas"), name)).flatMap(([field, fact]) => {
    const type = textAt(fact, "type") ?? "";
    const here = objectAt(objectAt(schema, "properties"), field);
    const isRequired = listAt(schema, "required").includes(field);
    const known = listAt(objectAt(facts, "enums"), type);
    const target = resolve(document, here);
    const values = [...listAt(target, "enum"), ...listAt(target, "x-known-values")];
    const item = /^list\[(\w+)\]$/.exec(type)?.[1];
    return [
      { fact: `${name}.${field}`, holds: Object.keys(here).length > 0 },
      { fact: `${name}.${field} type`, holds: isOfType(document, here, known.length > 0 ? "str" : type) },
      { fact: `${name}.${field} required`, holds: isRequired === objectAt({ fact }, "fact")["required"] },
      ...known.map((value) => ({ fact: `${name}.${field} ${textOf(value)}`, holds: values.includes(value) })),
      ...(item === undefined ? [] : fieldsOf(document, facts, item, objectAt(target, "items"))),
    ];
  });
}

function schemaIn(node: Json | undefined): Json | undefined {
  return objectAt(objectAt(node, "content"), "application/json")["schema"];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a schema takes what a type of Python's says. */
function isOfType(document: JsonObject, node: Json, python: string): boolean {
  const schema = resolve(document, node);
  const plain = python.replace(" | Unset", "");
  const types = [schema, ...listAt(schema, "anyOf")].map((one) => textAt(one, "type"));
  if (plain === "datetime.datetime") return textAt(schema, "format") === "date-time";
  if (plain.startsWith("list[")) return types.includes("array");
  const names: Readonly<Record<string, string>> = { str: "string", int: "integer", float: "number", bool: "boolean" };
  return types.includes(names[plain] ?? "string");
}
