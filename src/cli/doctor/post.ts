import { fieldsOf } from "../../fields.js";
import type { Context } from "../context.js";

/** A status, or the code of why there was no answer. */
export type Posted = number | string;

const TIMEOUT_MS = 10_000;

/** Posts a notification, and never follows a redirect. */
export async function post(
  { signal }: Context,
  url: string,
  body: string,
  signature: string,
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json", "x-khipu-signature": signature },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    signal.throwIfAborted();
    const { name, cause } = fieldsOf<Error>(error);
    const { code } = fieldsOf<{ code: string }>(cause);
    if (typeof code === "string") return code;
    return name === "TimeoutError" ? "ETIMEDOUT" : "no answer";
  }
}
