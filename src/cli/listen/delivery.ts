import { isKhipuError, type NotificationErrorReason } from "../../errors.js";
import type { PostResult } from "../../simulator/notifications/post.js";
import { verifyNotification } from "../../webhooks/index.js";
import { type Kind, kindOf } from "./kind.js";

/** A request as it was received. */
export interface Received {
  /** 1 for the first one, and so on. */
  readonly number: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they came. */
  readonly body: Uint8Array;
}

/**
 * How far a request can be believed: `genuine` is signed by Khipu, `unsigned` is of a kind that nobody
 * signs, and `forged` ought to be signed and is not, or not rightly.
 */
export type Standing = "genuine" | "unsigned" | "forged";

/** A request with what was found out about it. */
export interface Judged extends Received {
  readonly kind: Kind | undefined;
  readonly standing: Standing;
  /** Why it is `forged`. */
  readonly reason?: NotificationErrorReason;
}

/** What became of handing a request on; `undefined` when that was not done. */
export type Forwarded = (PostResult & { readonly durationMs: number }) | undefined;

const SIGNATURE = "x-khipu-signature";

/** Says how far a request can be believed. */
export async function judge(received: Received, secret: string): Promise<Judged> {
  const { body, headers } = received;
  const kind = kindOf(Buffer.from(body).toString());
  const isNeverSigned = kind !== undefined && kind !== "payment";
  if (isNeverSigned && headers[SIGNATURE] === undefined) {
    return { ...received, kind, standing: "unsigned" };
  }
  try {
    await verifyNotification(body, headers, { secret });
    return { ...received, kind, standing: "genuine" };
  } catch (error) {
    if (!isKhipuError(error) || error.name !== "KhipuNotificationError") throw error;
    return { ...received, kind, standing: "forged", reason: error.reason };
  }
}
