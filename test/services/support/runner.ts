import * as runner from "node:test";

/** `describe` of node:test, whose promise is the runner's to wait for. */
export function describe(name: string, body: () => void): void;
export function describe(name: string, options: { concurrency: number }, body: () => void): void;
export function describe(
  name: string,
  ...rest: [() => void] | [{ concurrency: number }, () => void]
): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  void runner.describe(name, options, body);
}

/** `test` of node:test, whose promise is the runner's to wait for. */
export function test(name: string, body: () => void | Promise<void>): void {
  void runner.test(name, body);
}

export { after, before, beforeEach } from "node:test";
