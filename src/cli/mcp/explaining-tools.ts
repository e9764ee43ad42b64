import { z } from "zod";
import { UsageError } from "../cli-error.js";
import { diagnose } from "../diagnose/diagnose.js";
import { MISTAKES } from "../diagnose/mistakes/index.js";
import { headerValue } from "../diagnose/header.js";
import { remedyOfStatus } from "../errors.js";
import { isWriteOperation, LOOK_AT } from "../write-operations.js";
import { tool } from "./tool.js";

/** What explains, without asking Khipu. */
export const EXPLAINING = [
  tool({
    name: "search_docs",
    description:
      "Searches the guides of khipu-sdk and khipu-simulator (webhooks, settling, refunds, subscriptions, errors, going live) and returns the sections that fit best. Use it before writing code that uses them.",
    input: z.strictObject({
      query: z.string().min(1).describe("a few words, or the text of an error"),
      language: z.enum(["en", "es"]).default("en"),
    }),
    run: async ({ docs }, { query, language }) =>
      Promise.resolve({ sections: docs().search(query, language) }),
  }),
  tool({
    name: "verify_notification",
    description:
      "Says whether a notification of Khipu's is genuine, and if not, which mistake it looks like and what to do. The secret is this server's own and is never shown.",
    input: z.strictObject({
      body: z.string().describe("the raw body as it came, not parsed and written again"),
      signature: z.string().optional().describe("the header x-khipu-signature, t=…,s=…"),
      any_age: z.boolean().default(false).describe("do not mind how old it is"),
    }),
    run: async ({ context, account }, { body, signature, any_age }) => {
      const { webhookSecret } = account;
      if (webhookSecret === undefined) throw noSecret();
      const { mistakes, ...found } = await diagnose({
        body: Buffer.from(body),
        header: signature === undefined ? undefined : headerValue(signature),
        secrets: [webhookSecret],
        isAgeJudged: !any_age,
        nowMs: Date.now(),
      });
      const explained = mistakes.map((code) => ({
        code,
        problem: context.say(MISTAKES[code].problem),
        remedy: context.say(MISTAKES[code].remedy),
      }));
      return { ...found, mistakes: explained };
    },
  }),
  tool({
    name: "explain_error",
    description:
      "Says what to do about an error of khipu-sdk's or of Khipu's: whether it may be repeated, what to look at first, and what the guides say of it.",
    input: z.strictObject({
      message: z.string().min(1).describe("the text of the error"),
      status: z.number().int().optional().describe("the HTTP status, if there is one"),
      operation: z.string().optional().describe("error.operation, such as postPayment"),
      outcome: z.enum(["not_sent", "rejected", "unknown"]).optional().describe("error.outcome"),
    }),
    run: async ({ context, docs }, { message, status, operation, outcome }) => {
      const isLost = outcome === "unknown" && isWriteOperation(operation);
      const remedy = isLost ? LOOK_AT[operation] : status && remedyOfStatus(status);
      return Promise.resolve({
        mayBeRepeated: isLost ? false : undefined,
        remedy: remedy ? context.say(remedy) : undefined,
        sections: docs().search(message, context.language, 3),
      });
    },
  }),
];

function noSecret(): UsageError {
  return new UsageError(
    { en: "KHIPU_WEBHOOK_SECRET is not set", es: "Falta KHIPU_WEBHOOK_SECRET" },
    {
      en: "A person sets it where this server is started; it is not an argument.",
      es: "Una persona lo pone donde parte este servidor; no es un argumento.",
    },
  );
}
