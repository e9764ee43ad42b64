import { randomUUID } from "node:crypto";
import {
  acceptedContent,
  inputRequired,
  type InputRequiredResult,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { CliError } from "../cli-error.js";
import type { Context } from "../context.js";
import type { Write } from "./write.js";

/** More questions than these are never open at once; the oldest one is forgotten. */
const MOST_OPEN = 20;

/**
 * Asks a person before a write, through the client's elicitation.
 *
 * An answer holds once, and only for what the person was shown: a request that comes back changed, or a payment that has
 * changed since, is asked about anew.
 */
export class Confirmation {
  readonly #context: Context;
  /** What was asked, by the name under which the client brings the answer. */
  readonly #open = new Map<string, string>();

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Asks, or reads what was answered.
   *
   * @param request - The whole request. The person is shown what matters of it, and says yes to nothing else.
   * @returns the question to hand to the client, or nothing once the person has said yes.
   * @throws CliError when the answer is anything but yes. A client that can ask nobody is refused by the server.
   */
  ask(write: Write, request: string, { mcpReq }: ServerContext): InputRequiredResult | undefined {
    const question = this.#context.say(write.question);
    const asked = `${request} ${question}`;
    const name = mcpReq.requestState<string>();
    const shown = name === undefined ? undefined : this.#open.get(name);
    if (name !== undefined) this.#open.delete(name);
    if (shown !== asked) return this.#put(question, asked);
    if (acceptedContent(mcpReq.inputResponses, "answer")?.["confirm"] === true) return undefined;
    throw new CliError({
      en: "the person did not say yes: nothing was done",
      es: "la persona no dijo que sí: no se hizo nada",
    });
  }

  #put(question: string, asked: string): InputRequiredResult {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
    const requestState = randomUUID();
    this.#open.set(requestState, asked);
    const confirm = { type: "boolean", title: this.#context.say({ en: "Yes", es: "Sí" }) } as const;
    const answer = inputRequired.elicit({
      message: question,
      requestedSchema: { type: "object", properties: { confirm }, required: ["confirm"] },
    });
    return inputRequired({ inputRequests: { answer }, requestState });
  }
}
