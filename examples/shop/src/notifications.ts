import { nodeHandler, type NodeHandler } from "khipu-sdk/webhooks";
import type { Context } from "./context.js";

/** The webhook: verifies, compares with the order, settles once, and answers what makes Khipu stop or try again. */
export function notificationHandler({ config, settlement, store, log }: Context): NodeHandler {
  return nodeHandler({
    secret: config.khipu.secret,
    store,
    expect: settlement.expect,
    onPaid: settlement.onPaid,
    onMismatch: settlement.onMismatch,
    onError: log,
  });
}
