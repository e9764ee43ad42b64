import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import nock from "nock";

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
