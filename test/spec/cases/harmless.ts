import { listAt, objectAt } from "../../../scripts/generate/json.js";
import { type Case, create, drop, operation, payment, replace, required, schema } from "./case.js";

/** What nobody has to do anything about. */
export const HARMLESS: readonly Case[] = (
  [
    [
      "a new field that may be sent",
      (d) =>
        replace(objectAt(schema(d, "PaymentCreate"), "properties"), "till", { type: "string" }),
    ],
    [
      "a new field of an answer",
      (d) => replace(objectAt(schema(d, "Payment"), "properties"), "till", { type: "string" }),
    ],
    [
      "a new field of an answer that is always there",
      (d) => {
        replace(objectAt(schema(d, "Payment"), "properties"), "till", { type: "string" });
        required(d, "Payment").push("till");
      },
    ],
    ["one more value that may be sent", (d) => listAt(create(d, "currency"), "enum").push("BRL")],
    [
      "one more value of an open list that is received",
      (d) => listAt(payment(d, "status_detail"), "enum").push("on-hold"),
    ],
    ["a longer limit of what is sent", (d) => replace(create(d, "bank_id"), "maxLength", 9)],
    ["a shorter limit of what is received", (d) => replace(payment(d, "subject"), "maxLength", 5)],
    [
      "a field that need not be sent any more",
      (d) => drop(required(d, "PaymentCreate"), "subject"),
    ],
    ["a field that is always there now", (d) => required(d, "Bank").push("logo_url")],
    [
      "a new operation",
      (d) =>
        replace(objectAt(d, "paths"), "/v3/ping", {
          get: { operationId: "ping", responses: { "200": { description: "" } } },
        }),
    ],
    ["one more server", (d) => listAt(d, "servers").push({ url: "https://api2.khipu.com" })],
    [
      "one more way to be authorized",
      (d) => {
        objectAt(d["components"], "securitySchemes")["bearer"] = { type: "http", scheme: "bearer" };
        listAt(d, "security").push({ bearer: [] });
      },
    ],
    [
      "one more kind of content of an error",
      (d) =>
        replace(objectAt(operation(d, "/v3/banks", "get"), "responses"), "418", {
          description: "",
        }),
    ],
    [
      "an operation that is deprecated",
      (d) => replace(operation(d, "/v3/banks", "get"), "deprecated", true),
    ],
    [
      "a parameter that may be sent",
      (d) =>
        listAt(operation(d, "/v3/predict", "get"), "parameters").push({
          name: "x",
          in: "query",
          schema: { type: "string" },
        }),
    ],
    [
      "a wider type of what is sent",
      (d) => replace(create(d, "send_email"), "type", ["boolean", "string"]),
    ],
    [
      "a first webhook of Khipu's own",
      (d) => {
        const answer = { "200": { description: "" } };
        d["webhooks"] = { voided: { post: { operationId: "notifyVoided", responses: answer } } };
      },
    ],
  ] satisfies [string, Case["change"]][]
).map(([title, change]) => ({ title, change, verdict: "ok" }));
