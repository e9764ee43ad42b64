import { afterEach, describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { AppInfo } from "../../src/index.js";
import { VERSION } from "../../src/version.js";
import { fixture, ORIGIN, testKhipu } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";

/** What a function throws. */
function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("it threw nothing");
}

describe("baseUrl", () => {
  test.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/v3/banks"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/v3/banks"],
    ["http://127.0.0.1:8080///", "http://127.0.0.1:8080/v3/banks"],
    ["https://proxy.example.com/khipu", "https://proxy.example.com/khipu/v3/banks"],
    ["https://proxy.example.com/khipu/", "https://proxy.example.com/khipu/v3/banks"],
    ["https://proxy.example.com/a%20b", "https://proxy.example.com/a%20b/v3/banks"],
    ["HTTPS://Proxy.Example.com:443", "https://proxy.example.com/v3/banks"],
    ["https://proxy.example.com/?", "https://proxy.example.com/v3/banks"],
    ["https://proxy.example.com/#", "https://proxy.example.com/v3/banks"],
    [" https://proxy.example.com\n", "https://proxy.example.com/v3/banks"],
  ])("%j leads to %s", async (baseUrl, url) => {
    const asked: string[] = [];
    const fetch = (address: string) => {
      asked.push(address);
      return Promise.resolve(new Response("{}"));
    };

    await testKhipu({ baseUrl, fetch }).banks.list();

    expect(asked).toEqual([url]);
  });

  test.each([
    "",
    "payment-api.khipu.com",
    "/v3",
    "ftp://example.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:application/json,{}",
    "ws://example.com",
    "http://",
    "https://user:hunter2@example.com",
    "https://hunter2@example.com",
    "https://:hunter2@example.com",
    "https://example.com/?key=hunter2",
    "https://example.com/#hunter2",
    5,
    {},
    [],
    true,
  ])("may not be %p, and is not quoted", (baseUrl) => {
    const error = thrownBy(() => testKhipu({ baseUrl: untyped(baseUrl) }));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("baseUrl must");
    expect(everythingShownBy(error)).not.toContain("hunter2");
  });

  test("is Khipu's own when it is left out or undefined", async () => {
    nock(ORIGIN).get("/v3/banks").times(2).reply(200, fixture("banks"));

    await testKhipu().banks.list();
    await testKhipu(untyped({ baseUrl: undefined })).banks.list();

    expect(nock.isDone()).toBe(true);
  });
});

describe("appInfo", () => {
  test.each<[AppInfo | undefined, string]>([
    [undefined, `khipu-sdk/${VERSION}`],
    [{ name: "woo" }, `khipu-sdk/${VERSION} woo`],
    [{ name: "woo", version: "1.2" }, `khipu-sdk/${VERSION} woo/1.2`],
    [{ name: "My Shop (Chile)", version: "1" }, `khipu-sdk/${VERSION} My Shop (Chile)/1`],
  ])("%j makes the user agent %s", async (appInfo, userAgent) => {
    nock(ORIGIN, { reqheaders: { "user-agent": userAgent } })
      .get("/v3/banks")
      .reply(200, "{}");

    await expect(testKhipu({ ...(appInfo && { appInfo }) }).banks.list()).resolves.toEqual({});
  });

  test.each<object>([
    { name: "" },
    { name: "a\nb" },
    { name: "tienda ñandú" },
    { name: "ñandu" },
    { name: "shop", version: "1 " },
    { name: "a", version: "1\r\nx-api-key: b" },
  ])("may not be %j", (appInfo) => {
    expect(() => testKhipu({ appInfo: untyped(appInfo) })).toThrow(
      new TypeError("appInfo must be printable ASCII"),
    );
  });
});

describe("maxRetries", () => {
  test.each([-1, 0.5, NaN, Infinity, "2", null])("may not be %p", (maxRetries) => {
    expect(() => testKhipu({ maxRetries: untyped(maxRetries) })).toThrow(
      new RangeError("maxRetries must be a whole number, 0 or more"),
    );
  });
});

describe("options", () => {
  test("that change after the client was made change nothing", async () => {
    nock(ORIGIN, { reqheaders: { "x-api-key": "first" } })
      .get("/v3/banks")
      .reply(200, "{}");
    const options = { apiKey: "first", baseUrl: ORIGIN };
    const khipu = testKhipu(options);

    options.apiKey = "second";
    options.baseUrl = "https://elsewhere.example.com";

    await expect(khipu.banks.list()).resolves.toEqual({});
  });
});

describe("in a browser", () => {
  const globals = globalThis as { document?: unknown; Deno?: unknown };
  afterEach(() => {
    delete globals.document;
    delete globals.Deno;
  });

  test("a client is refused, and says where to make it instead", () => {
    globals.document = {};

    expect(() => testKhipu()).toThrow(TypeError);
    expect(() => testKhipu()).toThrow(/from your server/);
    expect(() => testKhipu({ dangerouslyAllowBrowser: false })).toThrow(TypeError);
  });

  test("a client is made by who says that it is meant", () => {
    globals.document = {};

    expect(() => testKhipu({ dangerouslyAllowBrowser: true })).not.toThrow();
  });

  test("is not where Deno is, though it may have a document", () => {
    globals.document = {};
    globals.Deno = {};

    expect(() => testKhipu()).not.toThrow();
  });
});
