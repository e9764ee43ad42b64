/** What a use after the end is answered. */
export function overError(property: PropertyKey): Error {
  return new Error(
    `${String(property)}: the transaction of this settlement has ended; ` +
      "await everything that uses tx before onPaid returns, and stop when its signal aborts",
  );
}

/** Whether a property of a connection leads nowhere: facts about it, and what every object has. */
export function isHarmless(value: unknown, property: PropertyKey): boolean {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return true;
  return property === "constructor" || Reflect.get(Object.prototype, property) === value;
}
