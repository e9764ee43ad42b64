/** Which tests have to notice a change of a folder of `src`. */
export interface Proof {
  /** Of jest, as they are: folders and files. */
  readonly tests: readonly string[];
  /** Of `node:test` against real servers, which `runner.ts` lends jest's functions. Those of Node 22 are left out. */
  readonly services?: readonly string[];
}

/** The folders that are changed, and what proves each. */
export const FOLDERS: Readonly<Record<string, Proof>> = {
  http: {
    tests: [
      "test/http",
      "test/resources",
      "test/v2/wire.test.ts",
      "test/khipu.test.ts",
      "test/errors.test.ts",
    ],
  },
  webhooks: { tests: ["test/webhooks"] },
  lifecycle: { tests: ["test/lifecycle", "test/resources"] },
  stores: { tests: ["test/stores"], services: ["test/services"] },
  reconcile: { tests: ["test/reconcile"] },
};

/** The patterns by which jest finds the tests. */
export function patternsOf({ tests, services = [] }: Proof): string[] {
  return [
    ...tests.map((path) => (path.endsWith(".ts") ? path : `${path}/**/*.test.ts`)),
    ...services.map((path) => `${path}/*.test.ts`),
  ].map((path) => `<rootDir>/${path}`);
}
