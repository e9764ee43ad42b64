import * as runner from "node:test";

/** `describe` of node:test, whose promise is the runner's to wait for. */
export function describe(name: string, body: () => void): void {
  void runner.describe(name, body);
}

/** `test` of node:test, whose promise is the runner's to wait for. */
export function test(name: string, body: () => void | Promise<void>): void {
  void runner.test(name, body);
}

export { after, before } from "node:test";
