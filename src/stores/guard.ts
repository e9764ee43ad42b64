/** What a use after the end is answered. */
export function overError(property: PropertyKey): Error {
  return new Error(
    `${String(property)}: the transaction of this settlement has ended; ` +
      "await everything that uses tx before onPaid returns, and stop when its signal aborts",
  );
}
