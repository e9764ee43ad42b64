import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

const { TextEncoder, TextDecoder } = globalThis;

// As in jest's jsdom, which has neither.
beforeEach(() => {
  jest.resetModules();
  Object.assign(globalThis, { TextEncoder: undefined, TextDecoder: undefined });
});
afterEach(() => void Object.assign(globalThis, { TextEncoder, TextDecoder }));

test.each([
  "index",
  "webhooks/index",
  "v2/index",
  "openpay/index",
  "stores/memory",
  "stores/postgres",
  "stores/redis",
  "stores/sqlite",
  "browser/index",
])("importing %s takes neither TextEncoder nor TextDecoder", async (entry) => {
  expect(Object.keys((await import(`../../src/${entry}.js`)) as object)).not.toEqual([]);
});
