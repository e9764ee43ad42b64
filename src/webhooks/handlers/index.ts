export { type CallbackBody, parseChargeFailure, parseSubscriptionCallback } from "./callbacks.js";
export {
  type ChargeFailureHandlerOptions,
  chargeFailureHandler,
  type FailedCharge,
} from "./charge-failure.js";
export type { PaymentReader } from "../../lifecycle/payment-reader.js";
export { confirmingHandler, type ConfirmingHandlerOptions } from "./confirming.js";
export {
  type FastifyLike,
  fastifyPlugin,
  type FastifyReplyLike,
  type FastifyRequestLike,
  type FastifyWebhookPlugin,
} from "./fastify.js";
export {
  type LambdaContext,
  type LambdaEvent,
  lambdaHandler,
  type LambdaHandler,
  type LambdaResult,
} from "./lambda.js";
export type { NodeReadable } from "./node-body.js";
export { nodeHandler, type NodeHandler, type NodeRequest, type NodeResponse } from "./node.js";
export type {
  ConfirmingOptions,
  FoundOrder,
  NotificationHandlerOptions,
  NotificationOptions,
  PaidContext,
  TrustingOptions,
} from "./notification.js";
export type {
  CallbackContext,
  FailureContext,
  HandlerOptions,
  OrderOptions,
  SettlingContext,
} from "./options.js";
export type { Message, Mismatch } from "./settle.js";
export {
  subscriptionHandler,
  type SubscriptionHandlerOptions,
  type SubscriptionReader,
} from "./subscription.js";
export type {
  FailureReason,
  OnVerdict,
  RefusalReason,
  VerdictEvent,
  VerdictName,
  VerdictSource,
} from "../../verdict.js";
export { webhookHandler } from "./web.js";
export type {
  Delivery,
  MessageBody,
  ReadLimits,
  RequestHandler,
  RequestHeaders,
  Verdict,
  Webhook,
} from "./webhook.js";
