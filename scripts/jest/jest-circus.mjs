// jest-circus makes an AsyncLocalStorage for each test file and never turns it off. Up to Node 22 each one that is on
// is copied to every promise: the hundredth file of a worker would pay for the ninety-nine before it.
// Stryker takes no runner without "jest-circus" in its path.
import { AsyncLocalStorage } from "node:async_hooks";
import circus from "jest-circus/runner";

/** What turns one on. */
const METHODS = ["run", "enterWith"];

/** jest-circus, with what it leaves on turned off after each file. */
export default async function run(...args) {
  const { prototype } = AsyncLocalStorage;
  const originals = METHODS.map((method) => [method, prototype[method]]);
  const used = new Set();
  for (const [method, original] of originals) {
    prototype[method] = function (...given) {
      used.add(this);
      return original.apply(this, given);
    };
  }
  try {
    return await circus.default(...args);
  } finally {
    Object.assign(prototype, Object.fromEntries(originals));
    for (const storage of used) storage.disable();
  }
}
