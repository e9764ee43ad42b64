/** The types of the validators, the same for every document. */
export const VALIDATOR_TYPES = `import type { OperationId, WebhookId } from "./operations.js";

/** One thing that is wrong with the data. */
export interface Problem {
  /** JSON Pointer to what is wrong; "" is all of it. */
  readonly instancePath: string;
  /** The rule that is broken: "required", "type", "maxLength", "enum", "format", ... */
  readonly keyword: string;
  /** What the rule asks for: \`missingProperty\`, \`type\`, \`limit\`, \`allowedValues\`, \`format\`, ... */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Answers whether data is valid. Every problem is in \`errors\` until the next call. */
export interface Validate {
  (data: unknown): boolean;
  errors?: readonly Problem[] | null;
}

/** What can be validated of an operation. What arrives as text (parameters, forms) is converted in place. */
export interface OperationValidators {
  /** Of the object \`{ path?, query? }\`: what the document has, by name. */
  readonly params?: Validate;
  /** Of the request's body. */
  readonly body?: Validate;
  /** Of a request's body that is one of several schemas: by the name of the schema. */
  readonly variants?: Readonly<Record<string, Validate>>;
}

/** What the merchant calls, by operationId. */
export declare const validators: Readonly<Record<OperationId, OperationValidators>>;

/** Of the body of the answer to a request that succeeds, by operationId. */
export declare const answerValidators: Readonly<Partial<Record<OperationId, Validate>>>;

/** What the merchant is called with, by operationId. */
export declare const webhookValidators: Readonly<Record<WebhookId, OperationValidators>>;
`;
