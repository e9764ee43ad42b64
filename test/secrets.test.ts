import { expect, test } from "@jest/globals";
import { asWord } from "./support/secrets.js";

test.each<[string, boolean]>([
  ['{"amount":5900}', true],
  ['"5900.0000"', true],
  ["order 5900", true],
  ["0.40455900000006295", false],
  ["0.5900", false],
  ["15900", false],
])("asWord finds 5900 in %s: %s", (text, isThere) => {
  expect(asWord("5900").test(text)).toBe(isThere);
});
