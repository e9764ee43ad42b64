import type { Equivalent } from "./equivalent.js";
import { NO_CALLBACK } from "./no-callback.js";

/** Of `src/webhooks`. */
export const WEBHOOKS: readonly Equivalent[] = [
  {
    path: "src/webhooks/handlers/settle.ts",
    code: "error.differences[0]?.actual",
    change: "error.differences[0].actual",
    why: "what is not paid yet differs in its status; the compiler cannot know that the list has an entry",
  },
  {
    path: "src/webhooks/handlers/body-buffer.ts",
    code: "body.length * 3 > maxBytes",
    change: "true",
    why: "a text is written out only to count its bytes, which changes no count",
  },
  {
    path: "src/webhooks/handlers/body-buffer.ts",
    code: "body.length * 3 > maxBytes",
    change: "body.length * 3 >= maxBytes",
    why: "a text is written out only to count its bytes, which changes no count",
  },
  {
    path: "src/webhooks/handlers/body-buffer.ts",
    code: "length > this.#bytes.length",
    change: "length >= this.#bytes.length",
    why: "it makes room one piece earlier, and the bytes are the same",
  },
  {
    path: "src/webhooks/handlers/confirming.ts",
    code: 'error.name === "KhipuApiError"',
    change: "true",
    why: "no other error of ours has a status; the compiler wants it said",
  },
  {
    path: "src/webhooks/handlers/core.ts",
    code: "settings.onVerdict?.(event)",
    change: "settings.onVerdict(event)",
    why: NO_CALLBACK,
  },
  {
    path: "src/webhooks/handlers/core.ts",
    code: "settings.onError?.(error, context)",
    change: "settings.onError(error, context)",
    why: NO_CALLBACK,
  },
  {
    path: "src/webhooks/handlers/core.ts",
    code: "[]",
    change: '["Stryker was here"]',
    why: "the value is read, which is the second entry, and neither list has one",
  },
  {
    path: "src/webhooks/handlers/notification.ts",
    code: "false",
    change: "true",
    on: "confirmWithKhipu = false",
    why: "it is only looked at whether it is true or false, and either will do where it was left out",
  },
  {
    path: "src/webhooks/handlers/node-body.ts",
    code: "{ once: true }",
    change: "{}",
    why: "a signal aborts once, and the first time the listener is taken away",
  },
  {
    path: "src/webhooks/handlers/node-body.ts",
    code: "true",
    change: "false",
    on: "{ once: true }",
    why: "a signal aborts once, and the first time the listener is taken away",
  },
];
