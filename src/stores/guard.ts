/** Called before every use with the property's name; throws once the object must not be used. */
export type Refuse = (property: PropertyKey) => void;

/**
 * Hands out an object that stops working when its transaction ends, with the statements and functions it makes.
 *
 * Without it a write that was not awaited, or one of a settlement that outlived its lease, would reach the same
 * connection later: on its own, or inside the transaction of another order.
 */
export function guarded<T extends object>(target: T, refuse: Refuse): T {
  const proxy: T = new Proxy(target, {
    get(_, property) {
      // A promise that is resolved with this object asks for `then`, whatever its state.
      if (property !== "then") refuse(property);
      const value: unknown = Reflect.get(target, property, target);
      return isCallable(value) ? method(value, property) : value;
    },
  });

  function method(value: Callable, property: PropertyKey): Callable {
    return new Proxy(value, {
      apply(callee, _receiver, args: unknown[]) {
        // Once more: the method may have been taken off the object before the end.
        refuse(property);
        // Drivers keep their state in private fields, which a proxy has not.
        return made(Reflect.apply(callee, target, args), property);
      },
    });
  }

  /** What chains is the object itself; `prepare` makes statements, `transaction` makes functions. */
  function made(result: unknown, property: PropertyKey): unknown {
    if (result === target) return proxy;
    if (isCallable(result)) return method(result, property);
    const isStatement = property === "prepare" && typeof result === "object" && result !== null;
    return isStatement ? guarded(result, refuse) : result;
  }

  return proxy;
}

type Callable = (...args: unknown[]) => unknown;

function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}

/** What a use after the end is answered. */
export function overError(property: PropertyKey): Error {
  return new Error(
    `${String(property)}: the transaction of this settlement has ended; ` +
      "await everything that uses tx before onPaid returns, and stop when its signal aborts",
  );
}
