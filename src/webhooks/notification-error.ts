import { KhipuNotificationError } from "../errors.js";
import type { NotificationErrorReason } from "../errors.js";

/**
 * Makes the error of a refused notification. `problem` is one sentence that says which mistake it
 * looks like; it quotes nothing of the notification, the signature or a secret.
 */
export function notificationError(
  reason: NotificationErrorReason,
  problem: string,
  operation = "verifyNotification",
): KhipuNotificationError {
  return new KhipuNotificationError(operation, reason, problem);
}
