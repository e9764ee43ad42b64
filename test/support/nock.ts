import { afterAll, afterEach, beforeAll, expect, jest } from "@jest/globals";
import nock from "nock";
import { failureOf } from "./client.js";
import { handInTimers, pass, until } from "./timers.js";

// What a test file that imports this is held to. Others never load nock: they would pay for it, and so would each request.

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
});

afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  // An answer that nobody waits for any more would keep the worker alive until it is due.
  nock.abortPendingRequests();
  expect(left).toEqual([]);
});

// Gives the platform's own fetch back; without it jest reports leftovers of every file.
afterAll(() => {
  nock.restore();
});

/** Waits until all that is expected has been asked for. */
export function untilAsked(): Promise<void> {
  return until(() => nock.isDone());
}

/** What a call rejects with that is sent, and not answered while its time runs out: on a clock that is handed in. */
export async function failureOfTime(
  call: () => Promise<unknown>,
  timeoutMs: number,
): Promise<unknown> {
  handInTimers();
  try {
    const failure = failureOf(call());
    await untilAsked();
    await pass(timeoutMs);
    return await failure;
  } finally {
    jest.useRealTimers();
  }
}

export default nock;
