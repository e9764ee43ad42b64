import type { z } from "zod";
import type { Khipu } from "../../index.js";
import type { Context } from "../context.js";
import type { Account } from "./account.js";
import type { DocsIndex } from "./docs.js";
import type { Guard } from "./guard.js";
import type { Write } from "./write.js";

/** What tools work with. */
export interface Desk {
  readonly context: Context;
  readonly account: Account;
  readonly guard: Guard;
  readonly docs: () => DocsIndex;
}

/** One thing that an agent can ask for. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** For the model: what it does, and when to use it. */
  readonly description: string;
  readonly input: Input;
  /** It changes a simulator, and nothing else. */
  readonly actsOnSimulator?: true;
  /** It reads, or acts on a simulator. */
  run?(desk: Desk, input: z.output<Input>, signal: AbortSignal): Promise<unknown>;
  /** It changes something: says what would be sent, and sends nothing. */
  plan?(client: Khipu, input: z.output<Input>, signal: AbortSignal): Promise<Write>;
}

/** Gives a tool's functions the type of its input. */
export function tool<Input extends z.ZodType>(definition: Tool<Input>): Tool<Input> {
  return definition;
}
