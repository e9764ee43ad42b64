import { type JsonObject, listAt, objectAt } from "../../../scripts/generate/json.js";
import { type Case, create, operation, payment, replace, schema } from "./case.js";

/** The same document, said in another way. */
export const SILENT: readonly Case[] = (
  [
    ["the order of values", (d) => listAt(create(d, "currency"), "enum").reverse()],
    ["a type in a list of one", (d) => replace(create(d, "subject"), "type", ["string"])],
    ["`deprecated: false`", (d) => replace(create(d, "subject"), "deprecated", false)],
    [
      "`deprecated: false` of an operation",
      (d) => replace(operation(d, "/v3/banks", "get"), "deprecated", false),
    ],
    ["`uniqueItems: false`", (d) => replace(payment(d, "attachment_urls"), "uniqueItems", false)],
    [
      "`additionalProperties: true`",
      (d) => replace(schema(d, "Payment"), "additionalProperties", true),
    ],
    [
      "`additionalProperties: {}`",
      (d) => replace(schema(d, "PaymentCreate"), "additionalProperties", {}),
    ],
    ["`nullable: false`", (d) => replace(create(d, "subject"), "nullable", false)],
    [
      "an `allOf` of one reference around a list of values",
      (d) => {
        const schemas = objectAt(d["components"], "schemas");
        schemas["Currency"] = structuredClone(create(d, "currency"));
        objectAt(schema(d, "PaymentCreate"), "properties")["currency"] = {
          allOf: [{ $ref: "#/components/schemas/Currency" }],
          description: "Otra.",
        };
      },
    ],
    [
      "a `oneOf` of one reference",
      (d) => {
        const list = objectAt(objectAt(schema(d, "BanksResponse"), "properties"), "banks");
        list["items"] = { oneOf: [{ $ref: "#/components/schemas/Bank" }] };
      },
    ],
    [
      "a parameter of the path by the operation",
      (d) => {
        const item = objectAt(objectAt(d, "paths"), "/v3/payments/{id}");
        const shared = listAt(item, "parameters");
        Reflect.deleteProperty(item, "parameters");
        for (const method of ["get", "delete"]) {
          const one = objectAt(item, method);
          one["parameters"] = [...shared, ...listAt(one, "parameters")];
        }
      },
    ],
    [
      "a parameter of the path under another name",
      (d) => {
        const paths = objectAt(d, "paths");
        const text = JSON.stringify(paths["/v3/payments/{id}"] ?? {}).replaceAll(
          '"name":"id"',
          '"name":"payment_id"',
        );
        paths["/v3/payments/{payment_id}"] = JSON.parse(text) as JsonObject;
        Reflect.deleteProperty(paths, "/v3/payments/{id}");
      },
    ],
    [
      "a server with variables that make the same address",
      (d) => {
        d["servers"] = [
          {
            url: "https://{host}.khipu.com/",
            variables: { host: { default: "payment-api", enum: ["payment-api"] } },
          },
        ];
      },
    ],
    [
      "the security scheme under another name",
      (d) => {
        const components = objectAt(d, "components");
        const [scheme = {}] = Object.values(objectAt(components, "securitySchemes"));
        components["securitySchemes"] = { apiKey: scheme };
        d["security"] = [{ apiKey: [] }];
      },
    ],
    [
      "the security by every operation",
      (d) => {
        for (const item of Object.values(objectAt(d, "paths"))) {
          for (const [method, one] of Object.entries(Object(item) as JsonObject)) {
            if (method !== "parameters")
              (one as JsonObject)["security"] = structuredClone(d["security"] ?? []);
          }
        }
        Reflect.deleteProperty(d, "security");
      },
    ],
    ["words", (d) => replace(create(d, "subject"), "description", "Motivo.")],
    ["an example", (d) => replace(create(d, "subject"), "example", "Otro")],
  ] satisfies [string, Case["change"]][]
).map(([title, change]) => ({ title, change, verdict: "silent" }));
