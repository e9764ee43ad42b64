/** The callbacks of one signal, and its listener. */
class Callbacks extends Set<() => void> {
  handleEvent(): void {
    for (const callback of this) callback();
  }
}

/** By signal: who waits for its abort. */
const waiting = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back when a signal aborts, until the function that it gives back is called.
 *
 * All callbacks of a signal share one listener: Node prints a warning when more than ten listen to one
 * signal, and a batch that shares its signal makes more calls than that at once.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = waiting.get(signal) ?? new Callbacks();
  waiting.set(signal, callbacks.add(callback));
  // Who listens already is not added again.
  signal.addEventListener("abort", callbacks);
  return () => {
    callbacks.delete(callback);
    if (!callbacks.size) signal.removeEventListener("abort", callbacks);
  };
}
