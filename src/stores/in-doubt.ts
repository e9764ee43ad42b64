/** A key whose transaction was ended by something other than the store. */
export const IN_DOUBT = { status: "in doubt" } as const;

/** What a transaction that something else has ended is told with. */
export function endedInsideError(key: string, cause?: unknown): Error {
  const options = cause === undefined ? {} : { cause };
  return new Error(
    `the transaction of ${key} was ended from inside onPaid, past tx, so a part of it may be committed; ` +
      "it is in doubt now, and not settled again until somebody has looked",
    options,
  );
}

/** What a key that is barred is told with. `remedy` ends the sentence "until somebody has looked and …". */
export function inDoubtError(key: string, remedy: string): Error {
  return new Error(
    `${key} is in doubt: its transaction was ended from inside onPaid, so a part of it may be committed. ` +
      `It is not settled again until somebody has looked and ${remedy}`,
  );
}

/** What a mark that went nowhere is told with. */
export function notMarkedError(key: string, remedy: string): Error {
  return new Error(
    `${key} could not be marked, and is rolled back: its row is not where it was. ${remedy}`,
  );
}
