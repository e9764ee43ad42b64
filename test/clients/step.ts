/**
 * Does one thing, and says of it `clients: ok` or `clients: FAILED`, with how long it took. Resolves with whether it
 * went well.
 */
export async function step(what: string, act: () => void | Promise<void>): Promise<boolean> {
  const started = performance.now();
  const problem = await Promise.resolve()
    .then(act)
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const took = `${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`;
  if (problem === undefined) {
    console.log(`clients: ok      ${took}`);
    return true;
  }
  console.error(`clients: FAILED  ${took}\n${problem}`);
  process.exitCode = 1;
  return false;
}

/** Throws unless two things are written the same. */
export function same(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what}: ${is}, and should be ${should}`);
}
