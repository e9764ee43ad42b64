import type { Engine } from "../engine.js";
import type { Exchange } from "../http/reply.js";
import type { ReceiverRow } from "../receivers/receiver.js";

type Content<T> = T extends { content: infer C } ? C[keyof C] : undefined;

/** The body of an operation's request, as openapi-typescript writes operations. */
export type BodyOf<Op> = Op extends { requestBody: infer Body }
  ? Content<Body>
  : Op extends { requestBody?: infer Body }
    ? Content<NonNullable<Body>> | undefined
    : undefined;

/** What an operation answers when it succeeds. */
export type AnswerOf<Op> = Op extends { responses: { 200: infer Success } }
  ? Content<Success>
  : unknown;

type Parameters<Op, Place extends string> = Op extends {
  parameters: Partial<Record<Place, infer Values>>;
}
  ? NonNullable<Values>
  : never;

/** A request to an operation, once it has been authenticated and found valid. */
export interface Call<Op> {
  readonly engine: Engine;
  /** The receiver whose credentials came with the request. */
  readonly receiver: ReceiverRow;
  readonly path: Parameters<Op, "path">;
  readonly query: Parameters<Op, "query">;
  readonly body: BodyOf<Op>;
  /** The request itself. */
  readonly exchange: Exchange;
}

/** What answers each operation of an API: the body of the answer, or a thrown `Refusal`. */
export type Handlers<Operations> = {
  readonly [Id in keyof Operations]: (
    call: Call<Operations[Id]>,
  ) => AnswerOf<Operations[Id]> | Promise<AnswerOf<Operations[Id]>>;
};
