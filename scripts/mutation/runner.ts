/** What `test/services` takes of `node:test`, in jest's place for it: Stryker asks jest which test sees which change. */
export { afterAll as after, beforeAll as before, describe, test } from "@jest/globals";
