import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import nock from "nock";

// What a test file that imports this is held to. Others never load nock: they would pay for it, and so would each request.

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

export default nock;
