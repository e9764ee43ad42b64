import { expect, test } from "@jest/globals";
import { BodyBuffer } from "../../../src/webhooks/handlers/body-buffer.js";
import { cpuClock } from "../../support/timers.js";

test("a body in very small pieces is not copied anew with each of them", () => {
  const buffer = new BodyBuffer(4 * 2 ** 20);
  const piece = Uint8Array.from({ length: 32 }, (_, index) => index);
  const spentMs = cpuClock();

  for (let count = 0; count < 131_072; count++) buffer.add(piece);

  expect(spentMs()).toBeLessThan(2_000);
  expect(buffer.bytes).toHaveLength(4_194_304);
  expect([...buffer.bytes.subarray(-2)]).toEqual([30, 31]);
  expect(buffer.add(Uint8Array.of(1))).toBe(false);
});
