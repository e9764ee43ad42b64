/** What the generated types say of an operation's parameters, its body and its answers. */
export interface Contract {
  parameters: { path?: object; query?: object };
  requestBody?: { content: object };
  responses: object;
}

/** An operation of an API, as its document has it: what a call is written from. */
export interface Operation<Types extends Contract = Contract> {
  /** The `operationId`. */
  readonly id: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** With `{name}` where a parameter goes. */
  readonly path: string;
  /** Never there: it is what ties the operation to its types. */
  readonly types?: Types;
}

/** What a call is made with, by where it goes. */
export interface Parts {
  readonly path?: object;
  readonly query?: object;
  readonly body?: object;
}

/** What an operation is to be called with: the parts that its contract has, and no others. */
export type Input<Types extends Contract> = Parts &
  Pick<Types["parameters"], "path" | "query"> &
  Body<Types>;

/** What an operation answers when it succeeds. */
export type Answer<Types extends Contract> = Json<
  Types["responses"][keyof Types["responses"] & (200 | 201)]
>;

type Body<Types> = Types extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Types extends { requestBody?: { content: infer Content } }
    ? { body?: Content[keyof Content] }
    : never;

type Json<Response> = Response extends { content: { "application/json": infer Type } }
  ? Type
  : never;
