// jest-circus makes an AsyncLocalStorage for each test file and never turns it off. Up to Node 22 each one that is on
// is copied to every promise: the hundredth file of a worker would pay for the ninety-nine before it.
// Stryker takes no runner without "jest-circus" in its path.
import asyncHooks from "node:async_hooks";
import circus from "jest-circus/runner";

/** jest-circus, with what it leaves on turned off after each file. */
export default async function run(...args) {
  const { AsyncLocalStorage } = asyncHooks;
  const made = [];
  asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
    constructor() {
      super();
      made.push(this);
    }
  };
  try {
    return await circus.default(...args);
  } finally {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    for (const storage of made) storage.disable();
  }
}
