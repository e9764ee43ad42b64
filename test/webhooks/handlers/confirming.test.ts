import { describe, expect, test } from "@jest/globals";
import { memoryStore } from "../../../src/stores/memory.js";
import { confirmingHandler } from "../../../src/webhooks/index.js";
import { answerOf, request } from "./setup.js";

/** A message without a signature. */
const callback = (body: string) => request({ body, headers: {} });

function common() {
  const failures: unknown[] = [];
  const onError = (...told: unknown[]) => failures.push(told);
  return { store: memoryStore(), onError, failures };
}

describe("confirmingHandler", () => {
  test("settles what was confirmed once per key, and knows no order by default", async () => {
    const done: unknown[] = [];
    const { failures, ...options } = common();
    const handle = confirmingHandler({
      ...options,
      confirm: ({ body }) => JSON.parse(new TextDecoder().decode(body as Uint8Array)) as number,
      key: (confirmed) => `number:${confirmed}`,
      onConfirmed: (confirmed) => done.push(confirmed),
    });

    expect(await answerOf(handle(callback("7")))).toBe("200 settled");
    expect(await answerOf(handle(callback("7")))).toBe("200 already settled");
    expect(await answerOf(handle(callback("8")))).toBe("200 settled");
    expect({ done, failures }).toEqual({ done: [7, 8], failures: [] });
  });

  test.each<[string, object]>([
    ["an error of somebody else's service", { status: 404 }],
    ["one that only calls itself Khipu's", { status: 404, name: "KhipuApiError" }],
  ])(
    "is told again when confirm throws %s: only Khipu knows what is none of its",
    async (_, as) => {
      const { failures, ...options } = common();
      const error = Object.assign(new Error("not found"), as);
      const handle = confirmingHandler({
        ...options,
        confirm: () => Promise.reject(error),
        key: () => "key",
        onConfirmed: () => undefined,
      });

      expect(await answerOf(handle(callback("{}")))).toBe("500 failed: try again");
      expect(failures).toEqual([[error, { status: 500 }]]);
    },
  );

  test("answers 404 to what is nobody's", async () => {
    const unknown: unknown[] = [];
    const { failures, ...options } = common();
    const handle = confirmingHandler({
      ...options,
      confirm: () => "somebody else's",
      key: () => "key",
      accept: () => false,
      onConfirmed: () => undefined,
      onUnknownOrder: (confirmed) => unknown.push(confirmed),
    });

    expect(await answerOf(handle(callback("{}")))).toBe("404 no such order");
    expect({ unknown, failures }).toEqual({ unknown: ["somebody else's"], failures: [] });
  });
});
