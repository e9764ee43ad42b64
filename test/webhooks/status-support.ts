import { jest } from "@jest/globals";
import { statusHandler, type StatusHandlerOptions } from "../../src/webhooks/index.js";
import { untyped } from "../support/untyped.js";

export const URL_OF_STATUS = "https://shop.example.com/orders/1042/status";
export const PENDING = { state: "pending", final: false };
export const PAID = { state: "paid", final: true };

export type Options = StatusHandlerOptions<Request>;

/** A handler whose reads are the given ones, the last of them for ever. */
export function handlerOf(
  statuses: readonly (object | undefined)[],
  options: Partial<Options> = {},
) {
  let index = 0;
  const read = jest.fn<Options["read"]>(() =>
    untyped(statuses[Math.min(index++, statuses.length - 1)]),
  );
  const handle = statusHandler({ read, intervalMs: 5, ...options });
  const get = (headers: Record<string, string> = {}, method = "GET") =>
    handle(new Request(URL_OF_STATUS, { method, headers }));
  return {
    read,
    get,
    handle,
    events: (headers = {}) => get({ accept: "text/event-stream", ...headers }),
  };
}

/** Waits a little, on the real clock. */
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
