import { describe, expect, test } from "@jest/globals";
import createClient from "openapi-fetch";
import * as automaticPayments from "../../generated/automatic-payments.v1/calls.js";
import * as instantPaymentsV2 from "../../generated/instant-payments.v2/calls.js";
import * as instantPaymentsV3 from "../../generated/instant-payments.v3/calls.js";
import * as openpay from "../../generated/openpay.v1/calls.js";
import type { Operation as Documented } from "../../scripts/generate/operations-of.js";
import { documentOperations } from "../../scripts/inspect/coverage.js";
import { SPECS } from "../../scripts/specs.js";
import type { HttpSettings } from "../../src/http/exchange.js";
import { Http } from "../../src/http/http.js";
import { khipuSettings } from "../../src/khipu-options.js";
import { openpaySettings } from "../../src/openpay/options.js";
import type { Operation, Parts } from "../../src/operation.js";
import type { ClientOptions } from "../../src/options.js";
import { khipuV2Settings } from "../../src/v2/settings.js";
import { untyped } from "../support/untyped.js";

const ORIGIN = "https://api.example";
const FORM = "application/x-www-form-urlencoded";
const ODD = "a/b c+d%&=?#ñ€🍵!*'()~-._";

const CONSTANTS: Record<string, object> = {
  "instant-payments.v3": instantPaymentsV3,
  "automatic-payments.v1": automaticPayments,
  "instant-payments.v2": instantPaymentsV2,
  "openpay.v1": openpay,
};

/** What each API is called with. */
const SETTINGS: Record<string, (options: ClientOptions) => HttpSettings> = {
  "instant-payments.v3": (options) => khipuSettings({ ...options, apiKey: "a-key-of-this-test" }),
  "automatic-payments.v1": (options) => khipuSettings({ ...options, apiKey: "a-key-of-this-test" }),
  "instant-payments.v2": (options) =>
    khipuV2Settings({ ...options, receiverId: "985101", secret: "secret-of-this-test" }).settings,
  "openpay.v1": (options) =>
    openpaySettings({ ...options, merchantId: "m0001", privateKey: "sk_of_this_test" }).settings,
};

/** A request as it reaches `fetch`. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly contentType: string | null;
  readonly body: unknown;
}

describe.each(SPECS)("$document", (spec) => {
  const documented = documentOperations(spec, "paths");
  const constants = new Map<string, unknown>(Object.entries(CONSTANTS[spec.id] ?? {}));

  test("has a constant for each operation, equal to the document's", () => {
    const expected = documented.map(({ id: name, method, path }) => [
      name,
      { id: name, method, path },
    ]);

    expect(expected.length).toBeGreaterThan(0);
    expect(Object.fromEntries(constants)).toEqual({
      ...Object.fromEntries(expected),
      SERVER_URL: expect.any(String),
      SERVER_URLS: expect.any(Array),
    });
  });

  test.each(documented)("$id is written as openapi-fetch writes it", async (operation) => {
    const constant = untyped<Operation>(constants.get(operation.id));
    for (const parts of samples(operation)) {
      expect(await byUs(spec.id, constant, parts)).toEqual(await byOpenapiFetch(operation, parts));
    }
  });
});

test.each([
  [{ query: { sort: ["id"] } }, "sort"],
  [{ query: { sort: { by: "id" } } }, "sort"],
  [{ query: { sort: "\ud83c" } }, "sort"],
  [{ query: { "\ud83c": "id" } }, "\ud83c"],
  [{ path: {} }, "id"],
])("%j cannot be written, and is refused by name before anything is sent", async (parts, name) => {
  const operation: Operation = { id: "any", method: "GET", path: "path" in parts ? "/{id}" : "/" };

  await expect(byUs("instant-payments.v3", operation, parts)).rejects.toThrow(
    new TypeError(`${name} must be text, a number, true or false`),
  );
});

/** Every part that an operation has; then without what may be left out. */
function samples({ parameters, body }: Documented): Parts[] {
  const of = (place: string, isAll: boolean) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && (isAll || parameter.required))
        .map(({ name, schema }) => [name, schema["type"] === "string" ? ODD : 42]),
    );
  const isForm = body?.mediaType === FORM;
  const fields = { text: ODD, amount: 1000.5, flag: false, unset: undefined };
  const full = isForm ? fields : { ...fields, list: [1, { deep: ODD }], nothing: null };
  const query = { ...of("query", true), unset: undefined, nothing: null };
  return [
    { path: of("path", true), query, ...(body && { body: full }) },
    { path: of("path", true), query: of("query", false), ...(body?.required && { body: {} }) },
  ];
}

async function byUs(id: string, operation: Operation, parts: Parts): Promise<Sent> {
  let sent: Sent | undefined;
  const settings = SETTINGS[id]?.({
    baseUrl: ORIGIN,
    fetch: (url, { method = "", headers, body }) => {
      const contentType = new Headers(headers).get("content-type");
      // As `fetch` itself makes a URL of it.
      sent = {
        method,
        url: new URL(url).href,
        contentType,
        body: asRead(contentType, body ?? null),
      };
      return Promise.resolve(new Response("{}"));
    },
  });
  if (!settings) throw new Error(`no settings for ${id}`);
  await new Http(settings).call(operation, undefined, () => untyped(parts));
  if (!sent) throw new Error("nothing was sent");
  return sent;
}

async function byOpenapiFetch(
  { method, path, body: documented }: Documented,
  { path: inPath, query, body }: Parts,
): Promise<Sent> {
  let sent: Sent | undefined;
  const client = createClient<Record<string, Record<string, never>>>({
    baseUrl: ORIGIN,
    fetch: async (request) => {
      const contentType = request.headers.get("content-type");
      const text = await request.text();
      sent = { method, url: request.url, contentType, body: asRead(contentType, text || null) };
      return new Response("{}");
    },
  });
  const isForm = body && documented?.mediaType === FORM;
  const call = untyped<Record<string, (path: string, init: object) => Promise<unknown>>>(client);
  await call[method]?.(path, {
    params: { path: inPath, query },
    ...(body && { body: isForm ? set(body) : body }),
    // What it does by itself for this header, where `Headers` are not of jest's other realm.
    ...(isForm && { headers: { "content-type": FORM }, bodySerializer: asForm }),
  });
  if (!sent) throw new Error("nothing was sent");
  return sent;
}

function asForm(body: Record<string, string>): string {
  return new URLSearchParams(body).toString();
}

/** openapi-fetch writes what is not set as `undefined` into a form. */
function set(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Both write forms, but not spaces and a few signs: `%20` and `+` are the same. */
function asRead(contentType: string | null, body: unknown): unknown {
  return contentType === FORM && typeof body === "string"
    ? Object.fromEntries(new URLSearchParams(body))
    : body;
}
