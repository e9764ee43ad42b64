/** One thing that every store must do. */
export interface StoreCheck {
  /** Completes the sentence "the store …". */
  readonly name: string;
  /** Rejects, saying what should have been and what was, when the store does not. */
  readonly run: () => Promise<void>;
}

/** The test function of a runner. */
export type TestFunction = (name: string, check: () => Promise<void>) => unknown;

/** Hands the checks to a runner, or runs them one after the other and throws all failures as one. */
export async function runChecks(
  checks: readonly StoreCheck[],
  test: TestFunction | undefined,
): Promise<void> {
  if (test) {
    for (const { name, run } of checks) test(name, run);
    return;
  }
  const failures: unknown[] = [];
  const lines: string[] = [];
  for (const { name, run } of checks) {
    await run().catch((error: unknown) => {
      failures.push(error);
      const problem = error instanceof Error ? error.message : String(error);
      lines.push(`\n- the store ${name}: ${problem}`);
    });
  }
  if (failures.length === 0) return;
  const summary = `${failures.length} of ${checks.length} checks failed:${lines.join("")}`;
  throw new AggregateError(failures, summary);
}
