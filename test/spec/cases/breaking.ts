import { type JsonObject, listAt, objectAt } from "../../../scripts/generate/json.js";
import { type Case, create, drop, operation, payment, replace, required, schema } from "./case.js";

/** What makes a program wrong that was right. */
export const BREAKING: readonly Case[] = (
  [
    ["another server", (d) => replace(d, "servers", [{ url: "https://api.khipu.example" }])],
    [
      "bearer in the place of the key",
      (d) => {
        const schemes = objectAt(d["components"], "securitySchemes");
        for (const name of Object.keys(schemes)) schemes[name] = { type: "http", scheme: "bearer" };
      },
    ],
    [
      "bearer for one operation",
      (d) => {
        objectAt(d["components"], "securitySchemes")["bearer"] = { type: "http", scheme: "bearer" };
        replace(operation(d, "/v3/banks", "get"), "security", [{ bearer: [] }]);
      },
    ],
    [
      "a second key beside the first",
      (d) => {
        const schemes = objectAt(d["components"], "securitySchemes");
        const [name = ""] = Object.keys(schemes);
        schemes["second"] = { type: "apiKey", in: "header", name: "x-second" };
        d["security"] = [{ [name]: [], second: [] }];
      },
    ],
    [
      "`status` `done` that is `paid` now",
      (d) => {
        const values = listAt(payment(d, "status"), "enum");
        values[values.indexOf("done")] = "paid";
      },
    ],
    ["a field that must be sent", (d) => required(d, "PaymentCreate").push("transaction_id")],
    [
      "a new field that must be sent",
      (d) => {
        replace(objectAt(schema(d, "PaymentCreate"), "properties"), "site", { type: "string" });
        required(d, "PaymentCreate").push("site");
      },
    ],
    [
      "a field that is not taken any more",
      (d) => Reflect.deleteProperty(objectAt(schema(d, "PaymentCreate"), "properties"), "custom"),
    ],
    [
      "a field that is gone from an answer",
      (d) => Reflect.deleteProperty(objectAt(schema(d, "Payment"), "properties"), "subject"),
    ],
    ["a field of an answer that may be missing", (d) => drop(required(d, "Payment"), "bank")],
    [
      "a value that may not be sent any more",
      (d) => drop(listAt(create(d, "currency"), "enum"), "BOB"),
    ],
    ["a list of values for what is sent", (d) => replace(create(d, "custom"), "enum", ["a", "b"])],
    ["a shorter limit of what is sent", (d) => replace(create(d, "body"), "maxLength", 255)],
    ["a pattern for what is sent", (d) => replace(create(d, "subject"), "pattern", "^[A-Z]+$")],
    ["another type of what is sent", (d) => replace(create(d, "send_email"), "type", "string")],
    [
      "another type of what is received",
      (d) => replace(payment(d, "payment_id"), "type", "integer"),
    ],
    [
      "null where there was a text",
      (d) => replace(payment(d, "payment_id"), "type", ["string", "null"]),
    ],
    ["an operation that is gone", (d) => Reflect.deleteProperty(objectAt(d, "paths"), "/v3/banks")],
    [
      "an operation under another name",
      (d) => replace(operation(d, "/v3/predict", "get"), "operationId", "getPrediction"),
    ],
    [
      "an operation at another place",
      (d) => {
        const paths = objectAt(d, "paths");
        paths["/v3/bank-list"] = paths["/v3/banks"] ?? {};
        Reflect.deleteProperty(paths, "/v3/banks");
      },
    ],
    [
      "another status of success",
      (d) => {
        const answers = objectAt(operation(d, "/v3/payments", "post"), "responses");
        answers["201"] = answers["200"] ?? {};
        Reflect.deleteProperty(answers, "200");
      },
    ],
    [
      "a parameter that must be sent",
      (d) =>
        listAt(operation(d, "/v3/predict", "get"), "parameters").push({
          name: "x",
          in: "query",
          required: true,
          schema: { type: "string" },
        }),
    ],
    [
      "a parameter under another name",
      (d) => {
        const [first] = listAt(operation(d, "/v3/predict", "get"), "parameters");
        replace(first as JsonObject, "name", "email");
      },
    ],
    [
      "another kind of content",
      (d) => {
        const body = objectAt(operation(d, "/v3/payments", "post"), "requestBody");
        body["content"] = {
          "application/x-www-form-urlencoded": objectAt(
            objectAt(body, "content"),
            "application/json",
          ),
        };
      },
    ],
    [
      "a list where there was one",
      (d) =>
        replace(objectAt(schema(d, "Payment"), "properties"), "subject", {
          type: "array",
          items: { type: "string" },
        }),
    ],
    [
      "a default that changed",
      (d) => {
        const target = Object.values(objectAt(schema(d, "PaymentCreate"), "properties")).find(
          (one) => "default" in Object(one),
        ) as JsonObject | undefined;
        if (target) target["default"] = "other";
        else replace(create(d, "subject"), "type", "integer");
      },
    ],
    [
      "no further fields",
      (d) => replace(schema(d, "PaymentCreate"), "additionalProperties", false),
    ],
    [
      "a list in the place of a text that is sent",
      (d) =>
        replace(objectAt(schema(d, "PaymentCreate"), "properties"), "custom", { type: "array" }),
    ],
  ] satisfies [string, Case["change"]][]
).map(([title, change]) => ({ title, change, verdict: "breaks" }));
