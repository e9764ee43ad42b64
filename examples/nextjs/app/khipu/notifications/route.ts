import { notificationHandler } from "../../../lib/notifications";
import { shop } from "../../../lib/shop";

/** Khipu waits 30 seconds. */
export const maxDuration = 30;

let handler: ReturnType<typeof notificationHandler> | undefined;

export function POST(request: Request): Promise<Response> {
  handler ??= notificationHandler(shop());
  return handler(request);
}
