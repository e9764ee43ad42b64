import { afterAll, afterEach, beforeAll, expect, jest } from "@jest/globals";
import nock from "nock";

// Real sockets and real timers on a machine that others use too: what fails three times in a row is wrong.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
});

afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});

// Gives the platform's own fetch back; without it jest reports leftovers of every file.
afterAll(() => {
  nock.restore();
});
